package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

/**
 * What the judge found, each as a sentence with the ids of both sides.
 *
 * @param lost entries that should be in bexio and are not
 * @param duplicated timesheets that are there once too often
 * @param wrong timesheets of which a field is not as it was recorded
 * @param orphans timesheets that are nobody's
 * @param ledger what the ledger says and bexio does not, or the other way round
 * @param doubt entries of which the ledger does not know whether they arrived
 */
record Verdict(
    List<String> lost,
    List<String> duplicated,
    List<String> wrong,
    List<String> orphans,
    List<String> ledger,
    List<String> doubt) {

  static Verdict empty() {
    return new Verdict(
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>(),
        new ArrayList<>());
  }

  /** Everything is there once, as recorded, and the ledger knows it. */
  void assertClean(String about) {
    assertThat(this).as(about).isEqualTo(empty());
  }

  /** The same, but that some entries may still have to be looked for. */
  void assertCleanButForDoubt(String about) {
    assertThat(new Verdict(lost, duplicated, wrong, orphans, ledger, List.of()))
        .as(about)
        .isEqualTo(empty());
  }
}
