package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.run.Hours;
import ch.bexioclockodo.run.Progress.Phase;
import ch.bexioclockodo.run.Progress.Snapshot;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalTest {

  private final StringWriter printed = new StringWriter();
  private final Terminal terminal =
      new Terminal(new PrintWriter(printed), new PrintWriter(printed));

  @Test
  void columnsAreAsWideAsTheirWidestCellAndFiguresStandRight() {
    terminal.table(
        List.of(">id", "name", "why"),
        List.of(List.of("7", "Zürich 👷", "x"), List.of("1234", "B", "")));

    assertThat(printed.toString().lines())
        .containsExactly("  id  name      why", "   7  Zürich 👷  x", "1234  B");
  }

  @Test
  void hoursShowSecondsOnlyWhereThereAreAny() {
    assertThat(Hours.text(5400)).isEqualTo("1:30");
    assertThat(Hours.text(6275)).isEqualTo("1:44:35");
    assertThat(Hours.text(360_000)).isEqualTo("100:00");
  }

  @Test
  void aTextBecomesOneLineWithoutControlCharactersAndIsNeverCutInsideACharacter() {
    assertThat(Terminal.oneLine(" a\r\n\tb\u001b[31m ", 20)).isEqualTo("a b [31m");
    assertThat(Terminal.oneLine("ab👷cd", 4)).isEqualTo("ab👷…");
    assertThat(Terminal.oneLine(null, 4)).isEmpty();
  }

  @Test
  void theProgressTellsCountsAndTheTimeThatIsLeft() {
    assertThat(ProgressBar.line(new Snapshot(Phase.READING, 1200, 0), 0))
        .isEqualTo("reading … 1200");
    assertThat(ProgressBar.line(new Snapshot(Phase.WRITING, 0, 300), 0))
        .contains("0 of 300", "– h left");
    assertThat(ProgressBar.line(new Snapshot(Phase.WRITING, 100, 300), 60_000_000_000L))
        .startsWith("██████████░░░░░░░░░░░░░░░░░░░░ 100 of 300")
        .contains("0:02 h left");
  }
}
