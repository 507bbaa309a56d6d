package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RowsCsvTest {

  @TempDir Path folder;

  @Test
  void preparingKeepsWhatAnEarlierRunHasLeft() throws IOException {
    Path file = Files.writeString(folder.resolve("rows.csv"), "last month");

    RowsCsv.prepare(file);

    assertThat(file).hasContent("last month");
  }

  @Test
  void aFileThatCannotBeWrittenIsOneSentence() {
    Path file = folder.resolve("missing").resolve("rows.csv");

    assertThatThrownBy(() -> RowsCsv.prepare(file))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContainingAll(file.toString(), "its folder does not exist");
  }

  @Test
  void textsWithQuotesCommasAndLineBreaksStayOneCell() throws IOException {
    Path file = folder.resolve("rows.csv");
    Map<String, Object> row =
        Map.of(
            "id",
            1,
            "action",
            "CREATE",
            "state",
            "DONE",
            "source",
            Map.of("id", 5, "text", "a, \"b\"\nc"),
            "target",
            Map.of(),
            "payload",
            Map.of());

    RowsCsv.write(file, Map.of("rows", List.of(row)));

    assertThat(Files.readString(file)).startsWith("\uFEFFrow,").contains("\"a, \"\"b\"\"\nc\"");
  }
}
