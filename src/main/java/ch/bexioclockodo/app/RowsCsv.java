package ch.bexioclockodo.app;

import ch.bexioclockodo.run.CsvRows;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/** Writes the rows of an export into a CSV file. */
final class RowsCsv {

  private RowsCsv() {}

  /** Makes sure that the file can be written, before anything is done that it should tell of. */
  static void prepare(Path file) {
    try {
      // Without touching what an earlier run has left there.
      Files.write(file, new byte[0], StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  static void write(Path file, Map<String, Object> report) {
    try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
      CsvRows.write(writer, report);
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  static ConfigurationException cannotWrite(Path file, IOException e) {
    String why = e instanceof NoSuchFileException ? "its folder does not exist" : e.getMessage();
    return new ConfigurationException("the CSV file " + file + " cannot be written: " + why);
  }
}
