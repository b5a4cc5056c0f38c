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

/** Whether a name ends with a Hungarian first name and begins with none: nobody else writes names in that order without a comma. */
export function isHungarianOrder(words: readonly string[]): boolean {
  const [first = "", ...given] = words;
  const last = given.at(-1);
  return (
    last !== undefined &&
    given.length < 3 &&
    !FORENAMES.has(first) &&
    /^\p{Lu}[\p{L}-]+$/u.test(first) &&
    given.every((word) => FORENAMES.has(word))
  );
}
