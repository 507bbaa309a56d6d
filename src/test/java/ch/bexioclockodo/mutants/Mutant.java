package ch.bexioclockodo.mutants;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * One small bug that is put into a copy of the sources, and the tests that must notice it.
 *
 * @param broken what no longer holds, in one sentence
 * @param file the source, below the connector's own package
 * @param find what is replaced; it occurs exactly once
 * @param tests each as {@code Class.method}
 */
record Mutant(
    String id, String broken, String file, String find, String replace, List<String> tests) {

  private static final Path LIST = Path.of("src/test/mutants/mutants.yaml");
  static final String PACKAGE = "ch/bexioclockodo";
  private static final Path SOURCES = Path.of("src/main/java").resolve(PACKAGE);

  static List<Mutant> all() throws IOException {
    return new ObjectMapper(new YAMLFactory())
        .readValue(LIST.toFile(), new TypeReference<List<Mutant>>() {});
  }

  /** How often the text to replace stands in the source. */
  int occurrences() throws IOException {
    String source = source();
    int count = 0;
    for (int at = source.indexOf(find); at >= 0; at = source.indexOf(find, at + 1)) {
      count++;
    }
    return count;
  }

  /** The source with the bug in it. */
  String broken(String source) {
    return source.replace(find, replace);
  }

  String source() throws IOException {
    return Files.readString(SOURCES.resolve(file));
  }
}
