package ch.bexioclockodo.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamePatternTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "name_1 name_2|Muster AG|Zürich|Muster AG Zürich",
        "name_1 name_2|Muster AG||Muster AG",
        "name_2 name_1|Frei|Petra|Petra Frei",
        "name_2 name_1|Frei||Frei",
        "name_1, name_2|Frei|Petra|Frei, Petra",
        "name_1, name_2||Petra|Petra",
        "name_1|Frei|Petra|Frei",
        "name_1||Petra|Petra",
        "name_1 (name_2)|Muster AG|Zürich|Muster AG (Zürich)",
      })
  void whatStandsBetweenGoesWhenOneIsMissing(
      String pattern, String name1, String name2, String expected) {
    assertThat(NamePattern.parse(pattern).of(name1, name2)).isEqualTo(expected);
  }

  @Test
  void nothingGivesAnEmptyName() {
    assertThat(NamePattern.parse("name_2 name_1").of(null, " ")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "name", "name_1 name_1", "name_1 name_2 name_1"})
  void otherPatternsAreRefused(String pattern) {
    assertThatThrownBy(() -> NamePattern.parse(pattern))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
