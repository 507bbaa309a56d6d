package ch.bexioclockodo.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DraftTest {

  private final Draft draft = new Draft(1);

  @Test
  void whatIsCutToTheMinuteIsSummedUpForThePlansNotes() {
    assertThat(draft.notes()).isEmpty();
    draft.countCut(35);
    draft.countCut(-58);
    assertThat(draft.notes()).containsExactly("seconds-cut 2 -23");
  }

  @Test
  void aSecondReadingCountsAnew() {
    draft.countCut(35);
    draft.startAgain();
    assertThat(draft.notes()).isEmpty();
  }
}
