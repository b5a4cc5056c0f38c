<?xml version="1.0" encoding="UTF-8"?>
<!-- The reading text of a TEI document: what stands in its text, a paragraph a line, a blank line between paragraphs,
     marks of quotation supplied, speakers' labels in line, notes by their signs and at the end. No header. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:c="https://www.npmjs.com/package/colophon" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:include href="reading.xsl"/>
  <xsl:output method="text" encoding="UTF-8"/>

  <!-- "none" leaves out the notes, where the models of an edition do not show them in its reading text. -->
  <xsl:param name="notes" as="xs:string" select="'shown'"/>

  <!-- Written for a line break within a word: joins what stands on both sides of it. -->
  <xsl:variable name="joint" as="xs:string" select="'&#xE000;'"/>

  <!-- Written for a break that does not say whether it parts words: it does not where a hyphen stands before it and a letter
       behind it, unless the hyphen stands for a part of the word to come (“Haupt- und Nebensatz”). -->
  <xsl:variable name="perhaps" as="xs:string" select="'&#xE001;'"/>
  <xsl:variable name="conjunction" as="xs:string" select="'und|oder|bzw|and|or|et|ou|en|of|og|eller|och|y|o|e|i'"/>

  <!-- A text with its breaks decided. -->
  <xsl:function name="c:joined" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="whole" select="replace($text, $line-end || '?' || $joint || '[\s&#xE001;]*', '')"/>
    <xsl:variable name="apart" select="replace($whole, '([-‐⸗¬=&#xAD;])\s*&#xE001;[\s&#xE001;]*((' || $conjunction || ')([^\p{L}\p{M}\-]|$))', '$1 $2', 'i')"/>
    <xsl:variable name="close" select="replace($apart, '(\p{L}\p{M}*[-‐⸗¬=&#xAD;])\s*&#xE001;[\s&#xE001;]*(\p{L})', '$1$2')"/>
    <xsl:sequence select="normalize-space(translate($close, $perhaps, ''))"/>
  </xsl:function>

  <!-- The notes that leave a sign in the text; those within notes stand behind all others. -->
  <xsl:variable name="signed" as="element(note)*">
    <xsl:perform-sort select="//text//note[$notes != 'none'][c:has-sign(.)][c:is-shown(.)]">
      <xsl:sort select="count(ancestor::note[c:has-sign(.)])"/>
    </xsl:perform-sort>
  </xsl:variable>
  <xsl:variable name="signs" as="map(xs:string, xs:string)"
    select="map:merge(for $at in 1 to count($signed) return map:entry(generate-id($signed[$at]), '[' || ($signed[$at]/@n, $at)[1] || ']'))"/>

  <xsl:template match="/">
    <xsl:variable name="lines" as="element(Q{}line)*">
      <xsl:apply-templates select="//text[not(ancestor::text)]" mode="blocks"/>
      <xsl:for-each select="$signed">
        <xsl:call-template name="labelled">
          <xsl:with-param name="label" select="c:sign(.)"/>
          <xsl:with-param name="lines" as="element(Q{}line)*">
            <xsl:call-template name="content"/>
          </xsl:with-param>
        </xsl:call-template>
      </xsl:for-each>
    </xsl:variable>
    <xsl:for-each select="$lines">
      <xsl:if test="position() > 1">
        <xsl:value-of select="if (@under) then '&#10;' else '&#10;&#10;'"/>
      </xsl:if>
      <xsl:value-of select="."/>
    </xsl:for-each>
    <xsl:if test="exists($lines)">
      <xsl:text>&#10;</xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- A block gives the lines of what is in it; what stands loose between blocks is a paragraph. -->
  <xsl:template match="*" mode="blocks" as="element(Q{}line)*">
    <xsl:variable name="block" select="."/>
    <xsl:variable name="lines" as="element(Q{}line)*">
      <xsl:call-template name="content"/>
    </xsl:variable>
    <xsl:for-each select="$lines">
      <xsl:copy>
        <xsl:if test="if (position() = 1) then c:is-line($block) else exists(@under)">
          <xsl:attribute name="under"/>
        </xsl:if>
        <xsl:if test="position() = 1 or not(@under)">
          <xsl:value-of select="c:opening($block)"/>
        </xsl:if>
        <xsl:value-of select="."/>
        <xsl:if test="position() = last()">
          <xsl:value-of select="c:closing($block)"/>
        </xsl:if>
      </xsl:copy>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="content" as="element(Q{}line)*">
    <xsl:for-each-group select="node()" group-adjacent="c:is-block(.) and not(self::note[c:has-sign(.)])">
      <xsl:choose>
        <xsl:when test="current-grouping-key()">
          <xsl:apply-templates select="current-group()" mode="blocks"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:call-template name="paragraph">
            <xsl:with-param name="nodes" select="current-group()"/>
          </xsl:call-template>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each-group>
  </xsl:template>

  <!-- A label runs in before the first line of what follows it. -->
  <xsl:template match="sp[speaker]" mode="blocks" as="element(Q{}line)*">
    <xsl:variable name="said" as="element(Q{}line)*">
      <xsl:apply-templates select="* except speaker" mode="blocks"/>
    </xsl:variable>
    <xsl:call-template name="labelled">
      <xsl:with-param name="label" select="c:label(c:phrase(speaker/node()))"/>
      <xsl:with-param name="lines" select="$said"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="label[following-sibling::*[1]/self::item]" mode="blocks" as="element(Q{}line)*" priority="1"/>

  <xsl:template match="item[preceding-sibling::*[1]/self::label]" mode="blocks" as="element(Q{}line)+" priority="1">
    <xsl:variable name="content" as="element(Q{}line)+">
      <xsl:call-template name="labelled">
        <xsl:with-param name="label" select="c:phrase(preceding-sibling::*[1]/node())"/>
        <xsl:with-param name="lines" as="element(Q{}line)*">
          <xsl:call-template name="content"/>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="is-under" select="exists(preceding-sibling::*[2])"/>
    <xsl:for-each select="$content">
      <xsl:copy>
        <xsl:if test="if (position() = 1) then $is-under else exists(@under)">
          <xsl:attribute name="under"/>
        </xsl:if>
        <xsl:value-of select="."/>
      </xsl:copy>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="labelled" as="element(Q{}line)+">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="lines" as="element(Q{}line)*"/>
    <xsl:for-each select="$lines">
      <xsl:copy>
        <xsl:copy-of select="@under"/>
        <xsl:value-of select="if (position() = 1) then $label || ' ' || . else ."/>
      </xsl:copy>
    </xsl:for-each>
    <xsl:if test="empty($lines)">
      <line xmlns=""><xsl:value-of select="$label"/></line>
    </xsl:if>
  </xsl:template>

  <xsl:template match="note[c:is-editorial(.)]" mode="blocks" as="element(Q{}line)*" priority="1"/>

  <xsl:function name="c:is-editorial" as="xs:boolean">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="$note/@type = 'editorial' or exists($note/@resp)"/>
  </xsl:function>

  <!-- A note among blocks is one of them, and one on a reference goes on with it; all others leave a sign. -->
  <xsl:function name="c:has-sign" as="xs:boolean">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="not(c:is-editorial($note) or c:is-among-blocks($note) or $note/parent::bibl)"/>
  </xsl:function>

  <!-- What a choice or an apparatus does not show, and what the source deletes, has no notes. -->
  <xsl:function name="c:is-shown" as="xs:boolean">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="empty($note/ancestor::*[self::fw or self::del or self::index or self::note[c:is-editorial(.)]
      or self::figDesc][1]) and (every $one in $note/ancestor::*[parent::choice] satisfies c:chosen($one/..) is $one)
      and (every $one in $note/ancestor::*[parent::app] satisfies $one/../(lem, rdg)[1] is $one)"/>
  </xsl:function>

  <xsl:function name="c:sign" as="xs:string">
    <xsl:param name="note" as="element(note)"/>
    <xsl:sequence select="string($signs(generate-id($note)))"/>
  </xsl:function>

  <xsl:template name="paragraph" as="element(Q{}line)?">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:variable name="text" select="c:phrase($nodes)"/>
    <xsl:if test="$text != ''">
      <line xmlns=""><xsl:value-of select="$text"/></line>
    </xsl:if>
  </xsl:template>

  <!-- White space is one space. -->
  <xsl:function name="c:phrase" as="xs:string">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:variable name="pieces" as="xs:string*">
      <xsl:apply-templates select="$nodes" mode="phrase"/>
    </xsl:variable>
    <xsl:sequence select="c:joined(string-join($pieces))"/>
  </xsl:function>

  <xsl:template match="text()" mode="phrase" as="xs:string">
    <xsl:sequence select="string(.)"/>
  </xsl:template>

  <!-- A line end of the file before the end of an element is none of the text's where a sign of punctuation follows. -->
  <xsl:template match="text()[not(following-sibling::node())][matches(., '[\r\n][ \t]*$')]" mode="phrase" as="xs:string">
    <xsl:sequence select="if (c:is-layout-before-sign(.)) then replace(., '\s+$', '') else string(.)"/>
  </xsl:template>

  <xsl:template match="*" mode="phrase" as="xs:string*">
    <xsl:sequence select="c:opening(.)"/>
    <xsl:apply-templates mode="phrase"/>
    <xsl:sequence select="c:closing(.)"/>
  </xsl:template>

  <!-- Of a citation in the line, what it cites stands in brackets behind the quotation, where the source has no sign between. -->
  <xsl:template match="cit[c:cited-in-brackets(.)]" mode="phrase" as="xs:string*">
    <xsl:variable name="cited" select="c:cited-in-brackets(.)"/>
    <xsl:apply-templates select="* except $cited" mode="phrase"/>
    <xsl:sequence select="' ('"/>
    <xsl:apply-templates select="$cited" mode="phrase"/>
    <xsl:sequence select="')'"/>
  </xsl:template>

  <xsl:template match="choice" mode="phrase" as="xs:string*">
    <xsl:apply-templates select="c:chosen(.)" mode="phrase"/>
  </xsl:template>

  <xsl:template match="app" mode="phrase" as="xs:string*">
    <xsl:apply-templates select="(lem, rdg)[1]" mode="phrase"/>
  </xsl:template>

  <xsl:template match="lb" mode="phrase" as="xs:string">
    <xsl:sequence select="if (@break = 'no') then $joint else if (@break[. != 'maybe']) then ' ' else $perhaps || ' '"/>
  </xsl:template>

  <xsl:template match="pb | cb | gb | milestone" mode="phrase" as="xs:string?">
    <xsl:sequence select="if (@break = 'no') then $joint else if (@break[. != 'maybe']) then () else $perhaps"/>
  </xsl:template>

  <xsl:template match="gap" mode="phrase" as="xs:string">
    <xsl:sequence select="'[…]'"/>
  </xsl:template>

  <xsl:template match="cell" mode="phrase" as="xs:string*">
    <xsl:apply-templates mode="phrase"/>
    <xsl:sequence select="' '"/>
  </xsl:template>

  <!-- What is no part of the text: what pictures are said to show, running heads, what the source deletes, and everything that is not an element or text. -->
  <xsl:template match="note" mode="phrase" as="xs:string*">
    <xsl:choose>
      <xsl:when test="c:has-sign(.)">
        <xsl:sequence select="c:sign(.)"/>
      </xsl:when>
      <xsl:when test="not(c:is-editorial(.))">
        <xsl:apply-templates mode="phrase"/>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="figDesc | fw | del | index | comment() | processing-instruction()" mode="phrase" as="xs:string*"/>
</xsl:stylesheet>
