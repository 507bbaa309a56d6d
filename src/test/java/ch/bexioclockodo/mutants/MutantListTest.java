package ch.bexioclockodo.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is broken on purpose, and its result, keep up with the sources. */
class MutantListTest {

  private static final int AT_LEAST = 30;

  @Test
  void eachMutantFindsItsPlaceExactlyOnce() throws IOException {
    for (Mutant mutant : Mutant.all()) {
      assertThat(mutant.occurrences()).as(mutant.id()).isEqualTo(1);
      assertThat(mutant.replace()).as(mutant.id()).isNotEqualTo(mutant.find());
    }
  }

  @Test
  void eachMutantNamesTestsThatExist() throws Exception {
    for (Mutant mutant : Mutant.all()) {
      assertThat(mutant.tests()).as(mutant.id()).isNotEmpty();
      for (String test : mutant.tests()) {
        assertThat(MutantTests.methods(test)).as(test).hasSize(1);
      }
    }
  }

  @Test
  void eachMutantIsInTheResultWithATestThatTurnedRed() throws IOException {
    List<String> ids = Mutant.all().stream().map(Mutant::id).toList();
    assertThat(ids).hasSizeGreaterThanOrEqualTo(AT_LEAST).doesNotHaveDuplicates();
    try (Stream<String> lines = Files.lines(Mutants.RESULT)) {
      List<String> rows = lines.filter(line -> line.endsWith("` |")).toList();
      assertThat(rows.stream().map(row -> row.split("\\|")[1].strip())).isEqualTo(ids);
    }
  }
}
