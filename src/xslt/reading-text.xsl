<?xml version="1.0" encoding="UTF-8"?>
<!-- The reading text of a TEI document: what stands in its text, a paragraph a line, a blank line between paragraphs,
     marks of quotation supplied, speakers' labels in line. Neither header nor notes. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:c="https://www.npmjs.com/package/colophon" xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:include href="reading.xsl"/>
  <xsl:output method="text" encoding="UTF-8"/>

  <!-- Written for a line break within a word: joins what stands on both sides of it. -->
  <xsl:variable name="joint" as="xs:string" select="'&#xE000;'"/>

  <xsl:template match="/">
    <xsl:variable name="lines" as="element(Q{}line)*">
      <xsl:apply-templates select="//text[not(ancestor::text)]" mode="blocks"/>
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
      <xsl:for-each-group select="node()" group-adjacent="c:is-block(.)">
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

  <!-- A label runs in before the first line of what follows it. -->
  <xsl:template match="sp[speaker]" mode="blocks" as="element(Q{}line)*">
    <xsl:variable name="said" as="element(Q{}line)*">
      <xsl:apply-templates select="* except speaker" mode="blocks"/>
    </xsl:variable>
    <xsl:variable name="label" select="c:label(c:phrase(speaker/node()))"/>
    <xsl:for-each select="$said">
      <xsl:copy>
        <xsl:copy-of select="@under"/>
        <xsl:value-of select="if (position() = 1) then $label || ' ' || . else ."/>
      </xsl:copy>
    </xsl:for-each>
    <xsl:if test="empty($said)">
      <line xmlns=""><xsl:value-of select="$label"/></line>
    </xsl:if>
  </xsl:template>

  <xsl:template match="note" mode="blocks" as="element(Q{}line)*"/>

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
    <xsl:sequence select="normalize-space(replace(string-join($pieces), '\s*' || $joint || '\s*', ''))"/>
  </xsl:function>

  <xsl:template match="text()" mode="phrase" as="xs:string">
    <xsl:sequence select="string(.)"/>
  </xsl:template>

  <xsl:template match="*" mode="phrase" as="xs:string*">
    <xsl:sequence select="c:opening(.)"/>
    <xsl:apply-templates mode="phrase"/>
    <xsl:sequence select="c:closing(.)"/>
  </xsl:template>

  <xsl:template match="choice" mode="phrase" as="xs:string*">
    <xsl:apply-templates select="c:chosen(.)" mode="phrase"/>
  </xsl:template>

  <xsl:template match="app" mode="phrase" as="xs:string*">
    <xsl:apply-templates select="(lem, rdg)[1]" mode="phrase"/>
  </xsl:template>

  <xsl:template match="lb" mode="phrase" as="xs:string">
    <xsl:sequence select="if (@break = 'no') then $joint else ' '"/>
  </xsl:template>

  <xsl:template match="pb[@break = 'no'] | cb[@break = 'no'] | milestone[@break = 'no']" mode="phrase" as="xs:string">
    <xsl:sequence select="$joint"/>
  </xsl:template>

  <xsl:template match="gap" mode="phrase" as="xs:string">
    <xsl:sequence select="'[…]'"/>
  </xsl:template>

  <xsl:template match="cell" mode="phrase" as="xs:string*">
    <xsl:apply-templates mode="phrase"/>
    <xsl:sequence select="' '"/>
  </xsl:template>

  <!-- What is no part of the text: notes, running heads, what the source deletes, and everything that is not an element or text. -->
  <xsl:template match="note | fw | del | index | comment() | processing-instruction()" mode="phrase" as="xs:string*"/>
</xsl:stylesheet>
