package ch.bexioclockodo.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonNameTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Lea Graf | first-last | Lea | Graf",
        "  Maria   von Arx | first-last | Maria | von Arx",
        "Graf Lea Maria | last-first | Lea Maria | Graf",
        "'von Arx, Maria' | first-last | Maria | von Arx",
        "'von Arx , Maria Anna' | last-first | Maria Anna | von Arx"
      })
  void aNameIsDividedAfterItsFirstWordOrAtItsComma(
      String name, String order, String first, String last) {
    assertThat(PersonName.of(name, PersonName.Order.of(order)))
        .contains(new PersonName(first, last));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Lea", "", "  ", "Graf,", ", Lea"})
  void oneWordIsNotDivided(String name) {
    assertThat(PersonName.of(name, PersonName.Order.FIRST_LAST)).isEmpty();
  }

  @Test
  void noNameIsNotDivided() {
    assertThat(PersonName.of(null, PersonName.Order.FIRST_LAST)).isEmpty();
  }
}
