package ch.bexioclockodo.mutants;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Runs tests in a fresh JVM, with or without a bug: the one changed file is compiled into a folder
 * that stands before everything else on the class path.
 */
final class MutantRun {

  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Path folder;
  private final String classPath = System.getProperty("java.class.path");

  /**
   * @param folder where sources, classes and logs of this run are kept
   */
  MutantRun(Path folder) {
    this.folder = folder;
  }

  /** Compiles the source with the bug in it; the tests see it from then on. */
  void plant(Mutant mutant) throws IOException {
    Path source = folder.resolve("source").resolve(Mutant.PACKAGE).resolve(mutant.file());
    Files.createDirectories(source.getParent());
    Files.writeString(source, mutant.broken(mutant.source()));
    Files.createDirectories(classes());
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of(
              "-d",
              classes().toString(),
              "-classpath",
              classPath,
              "-proc:none",
              "-implicit:none",
              "-parameters",
              "-nowarn");
      boolean compiled =
          compiler
              .getTask(messages, files, null, options, null, files.getJavaFileObjects(source))
              .call();
      if (!compiled) {
        throw new IllegalStateException(mutant.id() + " does not compile: " + messages);
      }
    }
  }

  /** The tests that failed. */
  List<String> failed(List<String> tests) throws IOException, InterruptedException {
    Files.createDirectories(folder);
    Path result = folder.resolve("failed.txt").toAbsolutePath();
    Files.deleteIfExists(result);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-Djqwik.database=" + folder.resolve("jqwik.database"));
    command.addAll(List.of("-classpath", classes() + File.pathSeparator + classPath));
    command.addAll(List.of(MutantTests.class.getName(), result.toString()));
    command.addAll(tests);
    Path log = folder.resolve("log.txt");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("the tests have not ended, see " + log);
    }
    if (!Files.exists(result)) {
      throw new IllegalStateException("the tests could not be run, see " + log);
    }
    List<String> lines = new ArrayList<>(Files.readAllLines(result));
    String count = lines.remove(lines.size() - 1);
    if (count.equals(MutantTests.RUN + 0) && lines.isEmpty()) {
      throw new IllegalStateException("no test was run, see " + log);
    }
    return lines;
  }

  private Path classes() {
    return folder.resolve("classes").toAbsolutePath();
  }
}
