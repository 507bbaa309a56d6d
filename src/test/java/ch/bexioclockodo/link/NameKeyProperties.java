package ch.bexioclockodo.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Names as people write them, with what Unicode, keyboards and registers do to them. */
class NameKeyProperties {

  private static final List<String> BLANKS = List.of(" ", "  ", "\t", "\u00a0", " \u202f ", "\n");

  @Property
  void theCaseOfANameDoesNotMatter(@ForAll("names") String name) {
    assertThat(NameKey.equal(name.toUpperCase(Locale.ROOT))).isEqualTo(NameKey.equal(name));
    assertThat(NameKey.equal(name.toLowerCase(Locale.ROOT))).isEqualTo(NameKey.equal(name));
  }

  @Property
  void theUnicodeFormOfANameDoesNotMatter(
      @ForAll("names") String name, @ForAll Normalizer.Form form) {
    assertThat(NameKey.equal(Normalizer.normalize(name, form))).isEqualTo(NameKey.equal(name));
  }

  @Property
  void theBlanksOfANameDoNotMatter(
      @ForAll("names") String name, @ForAll("blanks") String between, @ForAll("blanks") String at) {
    String spaced = at + name.replace(" ", between) + at;

    assertThat(NameKey.equal(spaced)).isEqualTo(NameKey.equal(name));
  }

  @Property
  void aNameIsEqualToItsOwnKey(@ForAll("names") String name) {
    String key = NameKey.equal(name);

    assertThat(NameKey.equal(key)).isEqualTo(key);
  }

  @Property
  void namesThatAreEqualAreSimilar(@ForAll("names") String one, @ForAll("names") String other) {
    if (NameKey.equal(one).equals(NameKey.equal(other))) {
      assertThat(NameKey.similar(one)).isEqualTo(NameKey.similar(other));
    }
    assertThat(NameKey.similar(NameKey.equal(one))).isEqualTo(NameKey.similar(one));
  }

  @Property
  void aNameWithAnotherLetterIsNeitherEqualNorSimilar(@ForAll("words") String name) {
    assertThat(NameKey.equal(name + "q")).isNotEqualTo(NameKey.equal(name));
    assertThat(NameKey.similar(name + "q")).isNotEqualTo(NameKey.similar(name));
  }

  @Property
  void aLegalFormAtTheEndMakesANameOnlySimilar(
      @ForAll("words") String name, @ForAll("legalForms") String form) {
    assertThat(NameKey.equal(name + " " + form)).isNotEqualTo(NameKey.equal(name));
    assertThat(NameKey.similar(name + " " + form)).isEqualTo(NameKey.similar(name));
  }

  @Provide
  Arbitrary<String> names() {
    Arbitrary<String> letters =
        Arbitraries.of(
            "a", "A", "é", "e\u0301", "ü", "u\u0308", "Ü", "ß", "ẞ", "ss", "ö", "oe", "ı", "İ", "i",
            "Σ", "σ", "ς", "ﬁ", "ǰ", "ŉ", "ñ", "Ａ", "½", "1", ".", "&", "'", "’", "-", " ", "ǅ");
    Arbitrary<String> known = Arbitraries.of("Meier AG", "S.à r.l.", "Müller & Co.", "GmbH", "");
    return Combinators.combine(letters.list().ofMaxSize(8), known)
        .as((some, name) -> String.join("", some) + name);
  }

  @Provide
  Arbitrary<String> words() {
    return Arbitraries.of("Meier", "Müller", "Gächter Holzbau", "Limmat-Garage", "Favre et Fils");
  }

  @Provide
  Arbitrary<String> legalForms() {
    return Arbitraries.of("AG", "ag", "A.G.", "GmbH", "SA", "S.A.", "Sàrl", "S.à r.l.", "& Co. KG");
  }

  @Provide
  Arbitrary<String> blanks() {
    return Arbitraries.of(BLANKS);
  }
}
