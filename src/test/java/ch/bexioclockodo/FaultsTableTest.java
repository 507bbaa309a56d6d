package ch.bexioclockodo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** docs/faults.md promises a test for each fault; a test that was renamed or lost is noticed. */
class FaultsTableTest {

  private static final Path TABLE = Path.of("docs/faults.md");
  private static final Path TESTS = Path.of("src/test/java/ch/bexioclockodo");
  private static final Pattern NAME = Pattern.compile("`(\\w+)\\.(\\w+)`");

  @Test
  void eachFaultNamesTestsThatExist() throws IOException {
    List<String> rows = rows();
    assertThat(rows).hasSizeGreaterThan(30);
    for (String row : rows) {
      Matcher names = NAME.matcher(row);
      List<String> missing = new ArrayList<>();
      int named = 0;
      while (names.find()) {
        named++;
        if (!isATest(names.group(1), names.group(2))) {
          missing.add(names.group());
        }
      }
      assertThat(named).as("tests of %s", row).isPositive();
      assertThat(missing).as("no such test, in %s", row).isEmpty();
    }
  }

  private static boolean isATest(String type, String method) throws IOException {
    Pattern declared =
        Pattern.compile(
            "@(Test|ParameterizedTest|Property)\\b[^;{}]*(\\{[^}]*}[^;{}]*)*\\bvoid "
                + method
                + "\\(");
    try (Stream<Path> files = Files.walk(TESTS)) {
      for (Path file : files.filter(path -> path.endsWith(type + ".java")).toList()) {
        if (declared.matcher(Files.readString(file)).find()) {
          return true;
        }
      }
    }
    return false;
  }

  /** The rows of all tables in the file, without their heads. */
  private static List<String> rows() throws IOException {
    return Files.readAllLines(TABLE).stream()
        .filter(
            line -> line.startsWith("|") && !line.startsWith("|--") && !line.startsWith("| fault"))
        .toList();
  }
}
