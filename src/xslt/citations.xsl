<?xml version="1.0" encoding="UTF-8"?>
<!-- The citations of a TEI document in their order, each with its form, its work and its loci, as JSON. The encoding
     says what stands in the text; which work is meant is found here: "ibid." is the work cited last, a name or a title
     the work of the register that has it, "op. cit." the one of them cited last. -->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:c="https://www.npmjs.com/package/colophon"
  xpath-default-namespace="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:output method="text" encoding="UTF-8"/>

  <!-- The documents that hold the works (listBibl), by addresses relative to the document, with spaces between them. -->
  <xsl:param name="registers" as="xs:string" select="'register.xml'"/>

  <xsl:variable name="works" as="element()*"
    select="(tokenize($registers) ! resolve-uri(., base-uri(root($document)))[doc-available(.)] ! doc(.), $document)
      //listBibl/(bibl, biblStruct)[@xml:id]"/>
  <xsl:variable name="document" as="document-node()" select="/"/>

  <!-- A citation is not a part of another, nor an entry of a list of works. -->
  <xsl:variable name="citations" as="element()*"
    select="//text//(bibl, biblStruct)[not(ancestor::listBibl or ancestor::bibl or ancestor::biblStruct)]"/>

  <xsl:template match="/">
    <xsl:text>{ "citations": [</xsl:text>
    <xsl:iterate select="$citations">
      <xsl:param name="before" as="map(*)*" select="()"/>
      <xsl:variable name="resolved" as="map(*)" select="c:resolved(., $before)"/>
      <xsl:value-of select="(if (position() > 1) then ',' else '') || '&#10;  ' || c:json($resolved)"/>
      <xsl:next-iteration>
        <xsl:with-param name="before" select="$before, $resolved"/>
      </xsl:next-iteration>
    </xsl:iterate>
    <xsl:text>&#10;] }&#10;</xsl:text>
  </xsl:template>

  <!-- A citation by those before it. -->
  <xsl:function name="c:resolved" as="map(*)">
    <xsl:param name="citation" as="element()"/>
    <xsl:param name="before" as="map(*)*"/>
    <xsl:variable name="form" select="c:form($citation)"/>
    <xsl:variable name="work" select="c:work($citation, $form, $before)"/>
    <xsl:variable name="own" select="c:loci($citation)"/>
    <xsl:variable name="repeats" select="$form = ('ibid', 'loccit') and empty($own)"/>
    <xsl:variable name="last" select="$before[.('work') = $work][last()]"/>
    <xsl:sequence select="map {
      'id': c:id($citation),
      'form': $form,
      'work': $work,
      'loci': array { if ($repeats) then $last ! .('loci')?* else $own }
    }"/>
  </xsl:function>

  <!-- An abbreviation says the form; a citation with an imprint names its work in full. -->
  <xsl:function name="c:form" as="xs:string">
    <xsl:param name="citation" as="element()"/>
    <xsl:variable name="said" select="$citation//abbr/@type[. = ('ibid', 'idem', 'opcit', 'loccit')]"/>
    <xsl:sequence select="
      if (exists($said)) then string($said[1])
      else if ($citation//title and $citation//(date, publisher, pubPlace)) then 'full'
      else if (empty($citation//(title, author, editor)) and c:pointers($citation) != '') then 'pointer'
      else 'short'"/>
  </xsl:function>

  <xsl:function name="c:work" as="xs:string?">
    <xsl:param name="citation" as="element()"/>
    <xsl:param name="form" as="xs:string"/>
    <xsl:param name="before" as="map(*)*"/>
    <xsl:variable name="pointed" select="$works[@xml:id = c:pointers($citation)]"/>
    <xsl:variable name="named" select="$works[c:fits($citation, .)]"/>
    <xsl:variable name="keys" select="($pointed, $named)/string(@xml:id)"/>
    <xsl:variable name="recent" select="$before ! .('work')[. = $named/@xml:id]"/>
    <xsl:variable name="names-nothing" select="empty($citation//(title, author, editor))"/>
    <xsl:sequence select="
      if (exists($pointed)) then $pointed[1]/string(@xml:id)
      else if ($form = ('ibid', 'loccit') and $names-nothing) then $before[last()]('work')
      else if ($form = 'idem' and empty($citation//title)) then $before[last()]('work')
      else if (count($keys) = 1) then $keys
      else $recent[last()]"/>
  </xsl:function>

  <!-- A work fits where each thing that the citation names is the work's. -->
  <xsl:function name="c:fits" as="xs:boolean">
    <xsl:param name="citation" as="element()"/>
    <xsl:param name="work" as="element()"/>
    <xsl:variable name="authors" select="$citation//(author, editor)"/>
    <xsl:variable name="titles" select="$citation//title[not(ancestor::title)][not(@level = 's')]"/>
    <xsl:sequence select="exists(($authors, $titles))
      and (every $author in $authors satisfies exists($work//(author, editor)[c:same-name($author, .)]))
      and (every $title in $titles satisfies exists($work//title[c:is-part($title, .)]))"/>
  </xsl:function>

  <!-- By the key that both point to, or by the words of the name. -->
  <xsl:function name="c:same-name" as="xs:boolean">
    <xsl:param name="cited" as="element()"/>
    <xsl:param name="known" as="element()"/>
    <xsl:variable name="keys" select="$known//@ref ! c:key(.)"/>
    <xsl:variable name="cited-keys" select="$cited//@ref ! c:key(.)"/>
    <xsl:sequence select="if (exists($keys) and exists($cited-keys)) then $keys = $cited-keys else c:is-part($cited, $known)"/>
  </xsl:function>

  <xsl:function name="c:is-part" as="xs:boolean">
    <xsl:param name="part" as="element()"/>
    <xsl:param name="whole" as="element()"/>
    <xsl:variable name="words" select="c:words($part)"/>
    <xsl:sequence select="exists($words) and (every $word in $words satisfies $word = c:words($whole))"/>
  </xsl:function>

  <xsl:function name="c:words" as="xs:string*">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="tokenize(lower-case($element), '[^\p{L}\p{N}]+')[. != '']"/>
  </xsl:function>

  <!-- What a citation points to by itself; ids, whatever document they are in. -->
  <xsl:function name="c:pointers" as="xs:string*">
    <xsl:param name="citation" as="element()"/>
    <xsl:sequence select="($citation/(@corresp, @source, @sameAs), $citation//(ref, ptr)/@target) ! tokenize(.) ! c:key(.)"/>
  </xsl:function>

  <xsl:function name="c:key" as="xs:string">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:sequence select="if (contains($pointer, '#')) then substring-after($pointer, '#') else ''"/>
  </xsl:function>

  <xsl:function name="c:id" as="xs:string">
    <xsl:param name="citation" as="element()"/>
    <xsl:variable name="place" select="count($citations[. &lt;&lt; $citation]) + 1"/>
    <xsl:sequence select="string(($citation/@xml:id, 'cit-' || $place)[1])"/>
  </xsl:function>

  <!-- A volume before a page belongs to the page; alone it is a locus. -->
  <xsl:function name="c:loci" as="map(*)*">
    <xsl:param name="citation" as="element()"/>
    <xsl:variable name="scopes" select="$citation//(biblScope, citedRange)[@unit]"/>
    <xsl:for-each select="$scopes[not(@unit = 'volume') or empty($scopes[not(@unit = 'volume')])]">
      <xsl:variable name="numbers" select="tokenize(normalize-space(.), '[^\p{N}]+')[. != '']"/>
      <xsl:variable name="from" select="string((@from, @n, $numbers[1], '')[1])"/>
      <xsl:variable name="to" select="string((@to, $numbers[2][not(current()/@from)], $from)[1])"/>
      <xsl:variable name="volume" select="$scopes[@unit = 'volume'][. &lt;&lt; current()][last()]"/>
      <xsl:sequence select="map {
        'unit': string(@unit),
        'from': $from,
        'to': c:completed($to, $from),
        'volume': $volume/string((@from, @n, normalize-space(.))[1])
      }"/>
    </xsl:for-each>
  </xsl:function>

  <!-- 375 to 6 is 375 to 376. -->
  <xsl:function name="c:completed" as="xs:string">
    <xsl:param name="to" as="xs:string"/>
    <xsl:param name="from" as="xs:string"/>
    <xsl:variable name="missing" select="string-length($from) - string-length($to)"/>
    <xsl:sequence select="if ($missing > 0 and matches($from || $to, '^[0-9]+$')) then substring($from, 1, $missing) || $to else $to"/>
  </xsl:function>

  <xsl:function name="c:json" as="xs:string">
    <xsl:param name="citation" as="map(*)"/>
    <xsl:variable name="loci" select="$citation('loci')?* ! c:locus(.)"/>
    <xsl:sequence select="'{ ' || string-join((
        c:pair('id', $citation('id')),
        c:pair('form', $citation('form')),
        c:pair('work', $citation('work')),
        c:string('loci') || ': [' || string-join($loci, ', ') || ']'
      ), ', ') || ' }'"/>
  </xsl:function>

  <xsl:function name="c:locus" as="xs:string">
    <xsl:param name="locus" as="map(*)"/>
    <xsl:variable name="to" select="$locus('to')[. != $locus('from')]"/>
    <xsl:sequence select="'{ ' || string-join((c:pair('unit', $locus('unit')), c:pair('from', $locus('from')), $to ! c:pair('to', .), $locus('volume') ! c:pair('volume', .)), ', ') || ' }'"/>
  </xsl:function>

  <xsl:function name="c:pair" as="xs:string">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="value" as="xs:string?"/>
    <xsl:sequence select="c:string($name) || ': ' || (if (empty($value)) then 'null' else c:string($value))"/>
  </xsl:function>

  <xsl:function name="c:string" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="escaped" select="replace(replace($text, '\\', '\\\\'), '&quot;', '\\&quot;')"/>
    <xsl:sequence select="'&quot;' || replace(replace(replace($escaped, '&#9;', '\\t'), '&#10;', '\\n'), '&#13;', '\\r') || '&quot;'"/>
  </xsl:function>
</xsl:stylesheet>
