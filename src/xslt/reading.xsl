<?xml version="1.0" encoding="UTF-8"?>
<!-- What the stylesheets beside this one share: which reading is shown, which elements are blocks, and the marks of
     quotation, which the encoding leaves out (quotation/@marks) because element and nesting say them. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:c="https://www.npmjs.com/package/colophon" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <!-- "edited" takes corr, reg and expan of a choice; "original" takes sic, orig and abbr. -->
  <xsl:param name="reading" as="xs:string" select="'edited'"/>
  <!-- Which marks the outermost quotation takes: "single" or "double"; where it is empty, what the header says
       (quotation/@rend), else what is usual in the language. -->
  <xsl:param name="first-marks" as="xs:string" select="''"/>

  <!-- What the header says of marks in the text; the last statement holds. -->
  <xsl:variable name="statement" as="xs:string" select="string((/TEI/teiHeader//quotation/@marks)[last()])"/>

  <xsl:variable name="first-by-header" as="xs:string"
    select="string((/TEI/teiHeader//quotation/@rend[. = ('single', 'double')])[1])"/>

  <!-- The sign that parts a word at the end of a line goes with the break, unless the header says that only hyphens of the
       word itself were kept (hyphenation/@eol). -->
  <xsl:variable name="line-end" as="xs:string"
    select="if ((/*//hyphenation)[1]/@eol = 'hard') then '(\s+)' else '([-‐⸗¬=&#xAD;]\s*|\s+)'"/>

  <!-- The marks of languages: the double pair, then the single one. -->
  <xsl:variable name="marks" as="map(xs:string, xs:string+)" select="map {
    'en': ('“', '”', '‘', '’'), 'de': ('„', '“', '‚', '‘'), 'de-CH': ('«', '»', '‹', '›'),
    'fr': ('«&#xa0;', '&#xa0;»', '“', '”'), 'fr-CH': ('«', '»', '‹', '›'), 'it': ('«', '»', '“', '”'),
    'es': ('«', '»', '“', '”'), 'ca': ('«', '»', '“', '”'), 'pt': ('«', '»', '“', '”'), 'nl': ('“', '”', '‘', '’'),
    'da': ('»', '«', '›', '‹'), 'no': ('«', '»', '‘', '’'), 'nb': ('«', '»', '‘', '’'), 'sv': ('”', '”', '’', '’'),
    'fi': ('”', '”', '’', '’'), 'pl': ('„', '”', '«', '»'), 'cs': ('„', '“', '‚', '‘'), 'sk': ('„', '“', '‚', '‘'),
    'sl': ('„', '“', '‚', '‘'), 'hr': ('„', '”', '‚', '’'), 'hu': ('„', '”', '»', '«'), 'ro': ('„', '”', '«', '»'),
    'bg': ('„', '“', '‚', '‘'), 'ru': ('«', '»', '„', '“'), 'uk': ('«', '»', '„', '“'), 'el': ('«', '»', '“', '”'),
    'is': ('„', '“', '‚', '‘'), 'et': ('„', '“', '‚', '‘'), 'lt': ('„', '“', '‚', '‘'), 'sr': ('„', '”', '‚', '’'),
    'tr': ('“', '”', '‘', '’'), 'ar': ('«', '»', '‹', '›'), 'fa': ('«', '»', '‹', '›'), 'he': ('”', '”', '’', '’'),
    'ja': ('『', '』', '「', '」'), 'zh': ('“', '”', '‘', '’') }"/>

  <!-- Languages whose outermost marks are single; in all others they are double. -->
  <xsl:variable name="single-first" as="xs:string+" select="'nl', 'ja'"/>

  <xsl:function name="c:says" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="word" as="xs:string"/>
    <xsl:sequence select="tokenize($element/@rend) = $word"/>
  </xsl:function>

  <!-- Whether a passage gets marks. Where the header says that none are in the text, every one does; else one in a line
       that brings none of its own. -->
  <xsl:function name="c:is-marked" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="c:asks-for-marks($element) and $statement != 'all'
      and ($statement = 'none' or not(c:is-block($element) or c:has-own-marks($element)))"/>
  </xsl:function>

  <!-- Speech that is told of stands in no marks (said/@direct). -->
  <xsl:function name="c:asks-for-marks" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="not($element/self::said[@direct = 'false']) and
      (exists($element/(self::quote, self::q, self::said, self::soCalled, self::mentioned))
        or (('quoted', 'quotes', 'inquotes') ! c:says($element, .)) = true())"/>
  </xsl:function>

  <xsl:function name="c:has-own-marks" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="before" select="$element/preceding-sibling::node()[1]/self::text()"/>
    <xsl:variable name="behind" select="$element/following-sibling::node()[1]/self::text()"/>
    <xsl:sequence select="matches($element, '^\s*[&quot;“„”«»‘‚‹›「『`]')
      or (matches($before, '[&quot;“„”«»‘‚‹›「『`]\s*$') and matches($behind, '^\s*[&quot;“”«»’‘‹›」』'']'))"/>
  </xsl:function>

  <!-- The language that a passage stands in, as the table of marks has it. -->
  <xsl:function name="c:language-of-marks" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="tag" select="string((($element/../ancestor-or-self::*/@xml:lang)[last()], $element/@xml:lang)[1])"/>
    <xsl:sequence select="($tag, lower-case(tokenize($tag, '-')[1]), 'en')[map:contains($marks, .)][1]"/>
  </xsl:function>

  <!-- The marks of a passage: the outermost of those it stands in says which come first, and they alternate. -->
  <xsl:function name="c:marks" as="xs:string+">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="around" select="$element/ancestor::*[c:is-marked(.)]"/>
    <xsl:variable name="usual"
      select="if (c:language-of-marks(($around, $element)[1]) = $single-first) then 'single' else 'double'"/>
    <xsl:variable name="first" select="($first-marks[. != ''], $first-by-header[. != ''], $usual)[1]"/>
    <xsl:variable name="is-double" select="(count($around) mod 2 = 0) = ($first = 'double')"/>
    <xsl:sequence select="subsequence($marks(c:language-of-marks($element)), if ($is-double) then 1 else 3, 2)"/>
  </xsl:function>

  <xsl:function name="c:opening" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="if (c:is-marked($element)) then c:marks($element)[1] else ''"/>
  </xsl:function>

  <!-- A quotation that the source leaves open has no closing mark of its own. -->
  <xsl:function name="c:closing" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="if (c:is-marked($element) and not(c:says($element, 'unclosed'))) then c:marks($element)[2] else ''"/>
  </xsl:function>

  <!-- Blocks by their names, and passages that are blocks by what is in them or around them. -->
  <xsl:function name="c:is-block" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="exists($node/(self::p, self::ab, self::head, self::div, self::cit[not(ancestor::p)], self::sp, self::speaker,
        self::lg, self::l, self::list, self::item, self::label[parent::list], self::table, self::row, self::front, self::body, self::back, self::group,
        self::text, self::opener, self::closer, self::postscript, self::epigraph, self::argument, self::listBibl, self::trailer,
        self::floatingText, self::address[addrLine], self::addrLine, self::titlePage, self::docTitle, self::titlePart, self::docImprint,
        self::castList, self::castGroup, self::castItem))
      or exists($node/(self::stage, self::salute, self::signed, self::dateline, self::byline, self::docAuthor,
        self::docDate)[not(c:is-in-line(.))])
      or exists($node/(self::quote, self::bibl, self::note, self::licence)[p or sp or lg or ab or list])
      or exists($node/(self::quote, self::bibl)[parent::cit[not(ancestor::p)] or parent::div or parent::body or parent::listBibl])
      or exists($node/self::note[c:is-among-blocks(.)])"/>
  </xsl:function>

  <!-- Whether an element stands among blocks that have no words between them. -->
  <xsl:function name="c:is-among-blocks" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/parent::*[not(text()[normalize-space()])]
      [matches(local-name(), '^(div[1-7]?|front|body|back|argument|lg|sp|titlePage|availability|sourceDesc)$')])"/>
  </xsl:function>

  <!-- Whether an element stands among words. -->
  <xsl:function name="c:is-in-line" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/parent::*[self::p or self::l or self::ab or self::head or self::seg or self::hi
      or self::emph or self::s or self::foreign or self::ref or self::item or self::cell or self::label or self::title or self::bibl
      or self::desc or self::quote[not(p or lg or l or ab or sp)] or self::note[not(p)] or text()[normalize-space()]])"/>
  </xsl:function>

  <!-- Whether a text ends its element with a line end of the file, before a sign that leans on the word. -->
  <xsl:function name="c:is-layout-before-sign" as="xs:boolean">
    <xsl:param name="text" as="text()"/>
    <xsl:variable name="last" select="$text/ancestor::*[following-sibling::node()[not(self::text()) or normalize-space()]][1]"/>
    <xsl:variable name="leaning" select="if (starts-with($text/ancestor::*[@xml:lang][1]/@xml:lang, 'fr')) then '^[,.)\]]' else '^[,.;:!?)\]]'"/>
    <xsl:sequence select="empty($text/following-sibling::node()) and matches($text, '[\r\n][ \t]*$')
      and matches($last/following-sibling::node()[1]/self::text(), $leaning)"/>
  </xsl:function>

  <!-- What a citation in the line cites, where it stands alone behind its quotation and there is no sign between them. -->
  <xsl:function name="c:cited-in-brackets" as="element()?">
    <xsl:param name="cit" as="element(cit)"/>
    <xsl:variable name="cited" select="$cit/(bibl, biblStruct, ref)"/>
    <xsl:variable name="quoted" select="$cited/preceding-sibling::*[1]/(self::quote, self::q, self::said)"/>
    <xsl:if test="c:is-in-line($cit) and not($cit/quote[p or lg or l or ab or sp]) and empty($cit/text()[normalize-space()])
      and count($cited) = 1 and empty($cited/following-sibling::*) and exists($quoted) and not(matches($quoted, '([,:;(\[–—]|^)\s*$'))
      and not(matches($cited, '^\s*([.,;:!?({\[–—-]|$)')) and not($cited/self::ref and matches($cited, '^\s*(.|\d{1,3})\s*$'))">
      <xsl:sequence select="$cited"/>
    </xsl:if>
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
    <xsl:sequence select="exists($node/(self::l, self::item, self::row, self::addrLine, self::castItem, self::castGroup)
      [preceding-sibling::*[c:is-block(.) and not(self::speaker)]])"/>
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
