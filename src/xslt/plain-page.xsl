<?xml version="1.0" encoding="UTF-8"?>
<!-- A TEI document as one plain page of HTML that needs neither styles nor scripts: what it is, its text, its notes,
     and what the editors corrected. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:c="https://www.npmjs.com/package/colophon" xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all"
  expand-text="yes">

  <xsl:include href="reading.xsl"/>
  <xsl:output method="html" html-version="5" encoding="UTF-8" indent="no" include-content-type="no"/>

  <xsl:variable name="header" as="element()?" select="/(TEI | teiCorpus)/teiHeader"/>
  <xsl:variable name="notes" as="element()*" select="//text//note[not(ancestor::note)]"/>
  <xsl:variable name="corrections" as="element()*" select="//text//choice[sic and corr]"/>
  <xsl:variable name="titles" as="element()*" select="$header/fileDesc/titleStmt/title"/>
  <xsl:variable name="title" as="xs:string" select="normalize-space(string(($titles[@type = 'main'], $titles)[1]))"/>

  <xsl:template match="/">
    <html lang="{(/*/@xml:lang, 'und')[1]}">
      <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <title>{if ($title = '') then 'Untitled' else $title}</title>
        <xsl:for-each select="$header/fileDesc/titleStmt/author">
          <meta name="author" content="{normalize-space(.)}"/>
        </xsl:for-each>
      </head>
      <body>
        <xsl:call-template name="front-matter"/>
        <main>
          <xsl:apply-templates select="//text[not(ancestor::text)]"/>
        </main>
        <xsl:call-template name="notes"/>
        <xsl:call-template name="corrections"/>
        <xsl:call-template name="about"/>
      </body>
    </html>
  </xsl:template>

  <!-- What the document is -->

  <xsl:template name="front-matter">
    <header>
      <h1>{if ($title = '') then 'Untitled' else $title}</h1>
      <xsl:for-each select="$titles[not(normalize-space(.) = $title)]">
        <p>{normalize-space(.)}</p>
      </xsl:for-each>
      <xsl:for-each select="$header/fileDesc/titleStmt/author">
        <p>{normalize-space(.)}</p>
      </xsl:for-each>
      <xsl:apply-templates select="$header/fileDesc/notesStmt/note"/>
    </header>
  </xsl:template>

  <xsl:template match="notesStmt/note">
    <section>
      <xsl:call-template name="flow"/>
    </section>
  </xsl:template>

  <xsl:template name="about">
    <xsl:variable name="facts" select="$header/fileDesc/(editionStmt/edition, titleStmt/respStmt, publicationStmt/(publisher, pubPlace, date, idno, availability), sourceDesc/*)"/>
    <xsl:if test="exists($facts)">
      <footer>
        <h2>About this edition</h2>
        <dl>
          <xsl:for-each-group select="$facts" group-adjacent="c:fact(.)">
            <dt>{current-grouping-key()}</dt>
            <xsl:for-each select="current-group()">
              <dd>
                <xsl:call-template name="flow"/>
              </dd>
            </xsl:for-each>
          </xsl:for-each-group>
        </dl>
      </footer>
    </xsl:if>
  </xsl:template>

  <xsl:function name="c:fact" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="names" select="map {
      'edition': 'Edition', 'respStmt': 'Work by', 'publisher': 'Published by', 'pubPlace': 'Place', 'date': 'Date', 'idno': 'Identifier',
      'availability': 'Rights' }"/>
    <xsl:sequence select="string(($names(local-name($element)), 'Source')[1])"/>
  </xsl:function>

  <!-- Blocks -->

  <!-- What stands loose between blocks is a paragraph. -->
  <xsl:template name="flow">
    <xsl:for-each-group select="node()" group-adjacent="c:is-block(.)">
      <xsl:choose>
        <xsl:when test="current-grouping-key() or empty(../node()[c:is-block(.)])">
          <xsl:apply-templates select="current-group()"/>
        </xsl:when>
        <xsl:when test="exists(current-group()[normalize-space(.) != ''])">
          <p><xsl:apply-templates select="current-group()"/></p>
        </xsl:when>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:template>

  <xsl:template name="id">
    <xsl:for-each select="@xml:id">
      <xsl:attribute name="id" select="."/>
    </xsl:for-each>
    <xsl:for-each select="@xml:lang">
      <xsl:attribute name="lang" select="."/>
    </xsl:for-each>
  </xsl:template>

  <!-- What a paragraph says, with the marks of what it stands in and the label of who speaks. -->
  <xsl:template name="said">
    <xsl:variable name="paragraph" select="."/>
    <xsl:text>{c:marks-before(.)}</xsl:text>
    <xsl:for-each select="ancestor::sp[1][(descendant::*[c:is-paragraph(.)])[1] is $paragraph]/speaker">
      <b>{c:label(normalize-space(.))}</b>
      <xsl:text> </xsl:text>
    </xsl:for-each>
    <xsl:apply-templates/>
    <xsl:text>{c:marks-behind(.)}</xsl:text>
  </xsl:template>

  <xsl:template match="*[c:is-block(.)]" priority="-0.4">
    <div>
      <xsl:call-template name="id"/>
      <xsl:call-template name="flow"/>
    </div>
  </xsl:template>

  <xsl:template match="*[c:is-paragraph(.)]" priority="-0.3">
    <p>
      <xsl:call-template name="id"/>
      <xsl:call-template name="said"/>
    </p>
  </xsl:template>

  <xsl:template match="text | front | body | back | group | floatingText">
    <xsl:call-template name="flow"/>
  </xsl:template>

  <xsl:template match="div">
    <section>
      <xsl:call-template name="id"/>
      <xsl:call-template name="flow"/>
    </section>
  </xsl:template>

  <!-- The page's own title is the first heading, and HTML has six. -->
  <xsl:template match="head">
    <xsl:element name="h{min((6, count(ancestor::div) + 1))}" namespace="">
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="sp/speaker"/>

  <xsl:template match="cit[c:is-block(.)]">
    <xsl:variable name="has-caption" select="count(bibl) = 1 and *[last()]/self::bibl"/>
    <xsl:element name="{if ($has-caption) then 'figure' else 'div'}" namespace="">
      <xsl:call-template name="id"/>
      <xsl:call-template name="flow"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="cit[c:is-block(.)][count(bibl) = 1]/bibl[not(following-sibling::*)]">
    <figcaption>
      <xsl:call-template name="id"/>
      <xsl:apply-templates/>
    </figcaption>
  </xsl:template>

  <xsl:template match="cit[c:cited-in-brackets(.)]" priority="1">
    <xsl:variable name="cited" select="c:cited-in-brackets(.)"/>
    <xsl:apply-templates select="* except $cited"/>
    <xsl:text> (</xsl:text>
    <xsl:apply-templates select="$cited"/>
    <xsl:text>)</xsl:text>
  </xsl:template>

  <xsl:template match="quote[c:is-block(.)]">
    <blockquote>
      <xsl:call-template name="id"/>
      <xsl:choose>
        <xsl:when test="c:is-paragraph(.)">
          <p><xsl:call-template name="said"/></p>
        </xsl:when>
        <xsl:otherwise>
          <xsl:call-template name="flow"/>
        </xsl:otherwise>
      </xsl:choose>
    </blockquote>
  </xsl:template>

  <xsl:template match="lg/l">
    <xsl:apply-templates/>
    <xsl:if test="following-sibling::l">
      <br/>
    </xsl:if>
  </xsl:template>

  <xsl:template match="list">
    <ul>
      <xsl:call-template name="id"/>
      <xsl:for-each select="item">
        <li>
          <xsl:call-template name="id"/>
          <xsl:for-each select="preceding-sibling::*[1]/self::label">
            <b>{normalize-space(.)}</b>
            <xsl:text> </xsl:text>
          </xsl:for-each>
          <xsl:call-template name="flow"/>
        </li>
      </xsl:for-each>
    </ul>
  </xsl:template>

  <xsl:template match="table">
    <table>
      <xsl:call-template name="id"/>
      <xsl:for-each select="row">
        <tr>
          <xsl:for-each select="cell">
            <td><xsl:call-template name="flow"/></td>
          </xsl:for-each>
        </tr>
      </xsl:for-each>
    </table>
  </xsl:template>

  <!-- Phrases -->

  <xsl:template match="*">
    <xsl:text>{c:opening(.)}</xsl:text>
    <xsl:apply-templates select="." mode="phrase"/>
    <xsl:text>{c:closing(.)}</xsl:text>
  </xsl:template>

  <xsl:template match="*" mode="phrase">
    <xsl:choose>
      <xsl:when test="@xml:id or @xml:lang">
        <span>
          <xsl:call-template name="id"/>
          <xsl:apply-templates/>
        </span>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="title[@level = ('m', 'j', 's')]" mode="phrase">
    <cite><xsl:apply-templates/></cite>
  </xsl:template>

  <xsl:template match="hi | emph | foreign" mode="phrase">
    <xsl:element name="{if (self::foreign) then 'i' else 'em'}" namespace="">
      <xsl:call-template name="id"/>
      <xsl:apply-templates/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="gi" mode="phrase">
    <code>{'&lt;' || . || '&gt;'}</code>
  </xsl:template>

  <xsl:template match="resp" mode="phrase">
    <xsl:apply-templates/>
    <xsl:text>: </xsl:text>
  </xsl:template>

  <!-- Only addresses that a reader may follow without harm become links. -->
  <xsl:template match="ref[@target] | licence[@target]" mode="phrase">
    <xsl:choose>
      <xsl:when test="matches(@target, '^(https?://|mailto:|#)')">
        <a href="{@target}"><xsl:apply-templates/></a>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="licence[p]">
    <xsl:call-template name="flow"/>
    <xsl:if test="matches(@target, '^https?://')">
      <p><a href="{@target}" rel="license">{@target}</a></p>
    </xsl:if>
  </xsl:template>

  <xsl:template match="choice">
    <xsl:apply-templates select="c:chosen(.)"/>
  </xsl:template>

  <xsl:template match="app">
    <xsl:apply-templates select="(lem, rdg)[1]"/>
  </xsl:template>

  <xsl:template match="lb">
    <xsl:if test="not(@break = 'no')">
      <br/>
    </xsl:if>
  </xsl:template>

  <!-- Nothing stands around a line break within a word. -->
  <xsl:template match="text()[following-sibling::node()[1]/self::*/@break = 'no' or preceding-sibling::node()[1]/self::*/@break = 'no']">
    <xsl:variable name="end" select="if (following-sibling::node()[1]/self::*/@break = 'no') then replace(., $line-end || '$', '') else string(.)"/>
    <xsl:value-of select="if (preceding-sibling::node()[1]/self::*/@break = 'no') then replace($end, '^\s+', '') else $end"/>
  </xsl:template>

  <xsl:template match="text()[c:is-layout-before-sign(.)]" priority="1">
    <xsl:value-of select="replace(., '\s+$', '')"/>
  </xsl:template>

  <xsl:template match="gap">[…]</xsl:template>

  <xsl:template match="fw | del | index"/>

  <!-- What stands behind the text -->

  <xsl:template match="text//note">
    <xsl:variable name="number" select="c:number(., $notes)"/>
    <sup><a id="note-sign-{$number}" href="#note-{$number}">{(@n, $number)[1]}</a></sup>
  </xsl:template>

  <xsl:function name="c:number" as="xs:integer">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="all" as="element()*"/>
    <xsl:sequence select="count($all[. &lt;&lt; $element]) + 1"/>
  </xsl:function>

  <xsl:template name="notes">
    <xsl:if test="exists($notes)">
      <section>
        <h2>Notes</h2>
        <ol>
          <xsl:for-each select="$notes">
            <li id="note-{position()}">
              <xsl:call-template name="flow"/>
              <xsl:text> </xsl:text>
              <a href="#note-sign-{position()}">Back to the text</a>
            </li>
          </xsl:for-each>
        </ol>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template name="corrections">
    <xsl:if test="exists($corrections)">
      <section>
        <h2>Corrections</h2>
        <ul>
          <xsl:for-each select="$corrections">
            <li>{normalize-space(corr[1])} (in the source: {normalize-space(sic[1])})</li>
          </xsl:for-each>
        </ul>
      </section>
    </xsl:if>
  </xsl:template>
</xsl:stylesheet>
