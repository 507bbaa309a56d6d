package ch.bexioclockodo.run;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.link.Choice;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.plan.Action;
import ch.bexioclockodo.plan.Bucket;
import ch.bexioclockodo.plan.ReasonCode;
import ch.bexioclockodo.plan.RowState;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MessagesTest {

  private static final Path FOLDER = Path.of("src/main/resources/bexio-clockodo");
  private static final Pattern NAMED = Pattern.compile("\\{(\\d)}");
  private static final Pattern USED =
      Pattern.compile("(?:Messages|shell)\\s*\\.text\\(\\s*\"([a-z.-]+[a-z])\"");

  static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.list(FOLDER)) {
      return files.filter(file -> file.getFileName().toString().startsWith("messages")).toList();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyReasonStateAndWordHasAText(Path file) throws IOException {
    assertThat(missing(read(file))).isEmpty();
  }

  @Test
  void aMissingTextIsFound() throws IOException {
    Properties texts = read(FOLDER.resolve("messages.properties"));
    texts.remove("reason.entry.running");
    texts.remove("cli.row.CREATE.DONE");
    assertThat(missing(texts)).containsExactly("reason.entry.running", "cli.row.CREATE.DONE");
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyTextThatTheCodeAsksForIsThere(Path file) throws IOException {
    Set<String> used = usedInCode();
    assertThat(used).hasSizeGreaterThan(20);
    assertThat(read(file).stringPropertyNames()).containsAll(used);
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyTextIsAWholeFormatAndNamesTheSameAsTheEnglishOne(Path file) throws IOException {
    Properties english = read(FOLDER.resolve("messages.properties"));
    Properties texts = read(file);
    assertThat(texts.stringPropertyNames()).isEqualTo(english.stringPropertyNames());
    for (String key : texts.stringPropertyNames()) {
      String text = texts.getProperty(key);
      String shown =
          new MessageFormat(text, Locale.ROOT)
              .format("abcdefghijkl".chars().mapToObj(c -> "<" + (char) c + ">").toArray());
      assertThat(shown).as(key).doesNotContain("{").isNotBlank();
      assertThat(text.replace("''", ""))
          .as("%s: an apostrophe is written twice", key)
          .doesNotContain("'");
      assertThat(named(text)).as(key).isEqualTo(named(english.getProperty(key)));
    }
  }

  @Test
  void numbersStandAsTheyAreAskedFor() {
    assertThat(Messages.text("cli.plan", 1234567L)).isEqualTo("plan 1234567");
  }

  private static List<String> missing(Properties texts) {
    List<String> wanted = new ArrayList<>();
    Arrays.stream(ReasonCode.values()).forEach(code -> wanted.add("reason." + code.code()));
    Arrays.stream(Bucket.values()).forEach(bucket -> wanted.add("cli.bucket." + bucket.word()));
    for (String status : List.of("done", "attention", "interrupted", "failed", "refused")) {
      wanted.add("cli.status." + status);
    }
    for (Action action : Action.values()) {
      for (RowState state : action.acts() ? RowState.values() : new RowState[0]) {
        wanted.add("cli.row." + action + "." + state);
      }
    }
    wanted.add("cli.row.EXCLUDE.PLANNED");
    wanted.add("cli.row.DECIDE.PLANNED");
    for (LinkKind kind : LinkKind.values()) {
      wanted.add("cli.links.kind." + kind.word());
    }
    for (Choice choice : Choice.values()) {
      wanted.add("cli.links.choice." + choice.word());
    }
    for (LinkLine.State state : LinkLine.State.values()) {
      wanted.add("cli.links.state." + state.word());
    }
    wanted.removeAll(texts.stringPropertyNames());
    return wanted;
  }

  private static Set<String> usedInCode() throws IOException {
    Set<String> keys = new LinkedHashSet<>();
    try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
      for (Path file : files.filter(path -> path.toString().matches(".*\\.(java|jte)")).toList()) {
        Matcher matcher = USED.matcher(Files.readString(file));
        while (matcher.find()) {
          keys.add(matcher.group(1));
        }
      }
    }
    return keys;
  }

  private static Set<String> named(String text) {
    Set<String> names = new LinkedHashSet<>();
    NAMED.matcher(text).results().forEach(match -> names.add(match.group(1)));
    return new java.util.TreeSet<>(names);
  }

  private static Properties read(Path file) throws IOException {
    Properties texts = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      texts.load(reader);
    }
    return texts;
  }
}
