<?xml version="1.0" encoding="UTF-8"?>
<!-- What the stylesheets beside this one share: which reading is shown, which elements are blocks, and the marks of
     quotation, which the encoding leaves out (quotation/@marks) because element and nesting say them. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:c="https://www.npmjs.com/package/colophon" xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <!-- "edited" takes corr, reg and expan of a choice; "original" takes sic, orig and abbr. -->
  <xsl:param name="reading" as="xs:string" select="'edited'"/>
  <!-- Which marks the outermost quotation takes: "single" or "double". -->
  <xsl:param name="first-marks" as="xs:string" select="'single'"/>

  <!-- The last statement of the header holds; "all" says that the marks stand in the text. -->
  <xsl:variable name="marks-are-in-the-text" as="xs:boolean"
    select="(/TEI/teiHeader//quotation/@marks)[last()] = 'all'"/>

  <xsl:function name="c:says" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="word" as="xs:string"/>
    <xsl:sequence select="tokenize($element/@rend) = $word"/>
  </xsl:function>

  <xsl:function name="c:is-marked" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="not($marks-are-in-the-text) and
      (exists($element/(self::quote, self::q, self::said, self::soCalled, self::mentioned)) or c:says($element, 'quoted'))"/>
  </xsl:function>

  <!-- Marks alternate from level to level. -->
  <xsl:function name="c:is-single" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="level" select="count($element/ancestor::*[c:is-marked(.)])"/>
    <xsl:sequence select="($level mod 2 = 0) = ($first-marks = 'single')"/>
  </xsl:function>

  <xsl:function name="c:opening" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="if (not(c:is-marked($element))) then '' else if (c:is-single($element)) then '‘' else '“'"/>
  </xsl:function>

  <!-- A quotation that the source leaves open has no closing mark of its own. -->
  <xsl:function name="c:closing" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="if (not(c:is-marked($element)) or c:says($element, 'unclosed')) then ''
      else if (c:is-single($element)) then '’' else '”'"/>
  </xsl:function>

  <!-- Blocks by their names, and passages that are blocks by what is in them or around them. -->
  <xsl:function name="c:is-block" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="exists($node/(self::p, self::ab, self::head, self::div, self::cit[not(ancestor::p)], self::sp, self::speaker, self::stage,
        self::lg, self::l, self::list, self::item, self::label[parent::list], self::table, self::row, self::front, self::body, self::back, self::group,
        self::text, self::opener, self::closer, self::salute[parent::opener or parent::closer], self::signed[parent::closer],
        self::dateline, self::epigraph, self::argument, self::listBibl, self::trailer, self::floatingText))
      or exists($node/(self::quote, self::bibl, self::note, self::licence)[p or sp or lg or ab or list])
      or exists($node/(self::quote, self::bibl)[parent::cit[not(ancestor::p)] or parent::div or parent::body or parent::listBibl])"/>
  </xsl:function>

  <!-- A paragraph, or what stands as one: a block with no block in it, or a stanza with its lines. -->
  <xsl:function name="c:is-paragraph" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="c:is-block($element) and not($element/self::speaker or $element/self::l[parent::lg])
      and (exists($element/self::lg[not(lg)]) or empty($element/node()[c:is-block(.)]))"/>
  </xsl:function>

  <!-- The marks of the blocks that a paragraph stands in: each opens each of its paragraphs, and closes its last. -->
  <xsl:function name="c:marks-before" as="xs:string">
    <xsl:param name="paragraph" as="element()"/>
    <xsl:sequence select="string-join($paragraph/ancestor-or-self::*[c:is-block(.)] ! c:opening(.))"/>
  </xsl:function>

  <xsl:function name="c:marks-behind" as="xs:string">
    <xsl:param name="paragraph" as="element()"/>
    <xsl:variable name="closed" select="$paragraph/ancestor-or-self::*[c:closing(.) != ''][c:is-block(.)]
      [(descendant-or-self::*[c:is-paragraph(.)])[last()] is $paragraph]"/>
    <xsl:sequence select="string-join(reverse($closed) ! c:closing(.))"/>
  </xsl:function>

  <!-- Lines that stand directly under the one before, without a blank line. -->
  <xsl:function name="c:is-line" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="exists($node/(self::l, self::item, self::row)[preceding-sibling::*[1]/(self::l, self::item, self::row)])"/>
  </xsl:function>

  <!-- What of a choice is shown; the first where it has neither reading. -->
  <xsl:function name="c:chosen" as="element()?">
    <xsl:param name="choice" as="element(choice)"/>
    <xsl:variable name="edited" select="$choice/(corr, reg, expan)"/>
    <xsl:variable name="original" select="$choice/(sic, orig, abbr)"/>
    <xsl:sequence select="((if ($reading = 'original') then $original else $edited), $choice/*)[1]"/>
  </xsl:function>

  <!-- A speaker's label ends with a sign of its own or with a colon. -->
  <xsl:function name="c:label" as="xs:string">
    <xsl:param name="speaker" as="xs:string"/>
    <xsl:sequence select="if (matches($speaker, '[.:;,!?…—–]$')) then $speaker else $speaker || ':'"/>
  </xsl:function>
</xsl:stylesheet>
