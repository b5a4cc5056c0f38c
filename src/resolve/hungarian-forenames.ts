/** First names that only Hungarians have, or only they spell so, where they stand behind the family name: “Szűcs Jenő”. Those that are family names as well are left out. */
const FORENAMES: ReadonlySet<string> = new Set(
  (
    "Ágnes Ágota Ákos Aladár Anikó Antal Aranka Árpád Attila Béla Bence Bertalan Boglárka Borbála " +
    "Csaba Csilla Csongor Dénes Dezső Domokos Edit Elek Elemér Emese Emőke Endre Enikő Ernő Erzsébet Eszter Etelka " +
    "Éva Ferenc Frigyes Gábor Gellért Gergő Géza Gusztáv Gyöngyi György Gyula Hajnalka Ibolya Ignác Ildikó " +
    "Ilona Imre István János Jenő Jolán József Judit Kálmán Károly Katalin Kinga Kornél Kristóf Krisztina Krisztián Lajos " +
    "László Levente Lipót Loránd Lóránt Magdolna Margit Máté Mátyás Mihály Miklós Nándor Orsolya " +
    "Ödön Pál Péter Piroska Réka Rezső Sándor Sarolta Szabolcs Szilárd Szilvia Tamás Tibor Tihamér Tivadar Tünde Vilmos " +
    "Zoltán Zsigmond Zsófia Zsolt Zsuzsa Zsuzsanna"
  ).split(" "),
);

/** First names of others that are no family names of Hungarians: “Robert Imre” is in the order of the West. */
const WESTERN: ReadonlySet<string> = new Set(
  (
    "Alan Albert Alfred Andrew André Anna Anne Anthony Arthur Barbara Brian Bruno Carl Carlo Carlos Charles Christian Christine Christopher Claire Claude " +
    "David Donald Edward Elizabeth Emily Eric Ernest Eva Francis Frank Franz François Fred Frederick Friedrich Georg George Georges Gerald Giovanni " +
    "Giuseppe Hans Harold Heinrich Helen Helene Henri Henry Hermann Ingrid Jack Jacques James Jan Jane Jean Jeanne Johann Johannes John José Joseph Juan Julia " +
    "Karen Karl Kenneth Kevin Klaus Kurt Laura Louis Louise Luigi Lucien Marcel Margaret Maria Marie Mark Martha Mary Maurice Michael Michel Michelle " +
    "Nicholas Oskar Patrick Paul Peter Philip Philippe Pierre Rachel Ralph Richard Robert Roger Ronald Rudolf Ruth Samuel Sarah Sophie Stephen Steven Stuart Susan " +
    "Theodor Therese Thomas Walter Werner Wilhelm William Wolfgang"
  ).split(" "),
);

/** Whether a name ends with a Hungarian first name and begins with none: nobody else writes names in that order without a comma. */
export function isHungarianOrder(words: readonly string[]): boolean {
  const [first = "", ...given] = words;
  const last = given.at(-1);
  return (
    last !== undefined &&
    given.length < 3 &&
    !FORENAMES.has(first) &&
    !WESTERN.has(first) &&
    /^\p{Lu}[\p{L}-]+$/u.test(first) &&
    given.every((word) => FORENAMES.has(word))
  );
}
