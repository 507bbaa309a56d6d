package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.bexioclockodo.sandbox.Sandbox;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Judges invoice drafts by the two systems' own tables: positions that tell the texts of their
 * entries say which entries are in which draft, whatever the ledger believes.
 */
final class InvoiceJudge {

  /** With these settings a position tells its entries. */
  static final String[] SETTINGS = {"export.draft-text", "project,texts"};

  private static final Pattern TEXT = Pattern.compile("Arbeit \\d{6}");
  private static final int BILLED = 2;

  private final Sandbox sandbox;

  InvoiceJudge(Sandbox sandbox) {
    this.sandbox = sandbox;
  }

  List<ObjectNode> documents() {
    return sandbox.bexio().table("kb_invoice").list();
  }

  private List<ObjectNode> entries() {
    return sandbox.clockodo().table("entries").list();
  }

  /** The texts of the entries in each document, by bexio's id. */
  Map<Integer, Set<String>> held() {
    Map<Integer, Set<String>> held = new TreeMap<>();
    for (ObjectNode document : documents()) {
      Set<String> texts = held.computeIfAbsent(document.get("id").asInt(), id -> new TreeSet<>());
      for (JsonNode position : document.path("positions")) {
        Matcher matcher = TEXT.matcher(position.path("text").asText());
        while (matcher.find()) {
          texts.add(matcher.group());
        }
      }
    }
    return held;
  }

  /** The texts of entries that are billed in clockodo. */
  Set<String> billed() {
    Set<String> texts = new TreeSet<>();
    for (ObjectNode entry : entries()) {
      if (entry.path("billable").asInt() == BILLED) {
        texts.add(entry.path("text").asText());
      }
    }
    return texts;
  }

  /** The texts of entries that are in more than one document. */
  Set<String> doubled() {
    Map<String, Integer> times = new HashMap<>();
    held().values().forEach(texts -> texts.forEach(text -> times.merge(text, 1, Integer::sum)));
    Set<String> doubled = new TreeSet<>();
    times.forEach(
        (text, count) -> {
          if (count > 1) {
            doubled.add(text);
          }
        });
    return doubled;
  }

  /** At any moment: nothing is there twice, and what is billed is in a document. */
  void assertNothingIsTwiceOrMarkedWithoutDraft() {
    Set<String> references = new HashSet<>();
    for (ObjectNode document : documents()) {
      assertThat(references.add(document.path("api_reference").asText()))
          .as("one document of %s", document)
          .isTrue();
    }
    assertThat(doubled()).as("entries in two documents").isEmpty();
    assertThat(billed()).as("billed, and in a document").isSubsetOf(all(held().values()));
  }

  /** In the end: everything is there once, and billed. */
  void assertEverythingIsThereOnceAndBilled() {
    assertNothingIsTwiceOrMarkedWithoutDraft();
    Set<String> texts = new TreeSet<>();
    entries().forEach(entry -> texts.add(entry.path("text").asText()));
    assertThat(all(held().values())).as("in a document").isEqualTo(texts);
    assertThat(billed()).as("billed").isEqualTo(texts);
  }

  private static Set<String> all(Iterable<Set<String>> sets) {
    Set<String> all = new TreeSet<>();
    sets.forEach(all::addAll);
    return all;
  }
}
