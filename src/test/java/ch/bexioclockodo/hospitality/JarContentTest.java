package ch.bexioclockodo.hospitality;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the jar carries into a host's class path. */
class JarContentTest {

  private static final Path CLASSES = Path.of("target", "classes");

  @Test
  void theJarCarriesAllRoutesUnderOurName() throws IOException {
    assertThat(names(CLASSES.resolve("bexio-clockodo/routes")))
        .isNotEmpty()
        .containsExactlyInAnyOrderElementsOf(names(Path.of("routes")));
  }

  @Test
  void nothingInTheJarShadowsTheHost() throws IOException {
    try (Stream<Path> files = Files.walk(CLASSES)) {
      List<String> foreign =
          files
              .filter(Files::isRegularFile)
              .map(file -> CLASSES.relativize(file).toString().replace('\\', '/'))
              .filter(file -> !file.startsWith("ch/bexioclockodo/"))
              .filter(file -> !file.startsWith("bexio-clockodo/"))
              .toList();
      assertThat(foreign).as("no settings, no logging, no services of ours").isEmpty();
    }
    try (Stream<Path> files = Files.walk(CLASSES)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .contains("messages.properties")
          .noneMatch(name -> name.startsWith("application"))
          .noneMatch(name -> name.matches("(simplelogger|log4j2?|logback|logging).*"));
    }
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
