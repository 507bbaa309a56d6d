package ch.bexioclockodo.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import ch.bexioclockodo.link.Choice;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.run.LinkLine;
import ch.bexioclockodo.run.LinkLine.Candidate;
import ch.bexioclockodo.run.LinkLine.State;
import ch.bexioclockodo.run.Wish;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecisionsCsvTest {

  private static final String HEADING =
      "kind,bexio_id,bexio_name,clockodo_id,clockodo_name,decision,candidates,reason\n";

  @Test
  void aListIsWrittenWithAMarkAndReadBack() throws IOException {
    StringWriter written = new StringWriter();
    LinksCsv.write(
        written,
        List.of(
            line(State.LINKED, 20L, "Zürich; \"Bau\"\nund Söhne, AG", 40111L, Choice.LINK),
            line(State.LINKED, 21L, "Bär", 40112L, Choice.TAKE_BEXIO),
            line(State.DECIDED, 22L, "Öl", null, Choice.IGNORE),
            line(State.OPEN, 23L, "Muster", null, null),
            line(State.OPEN, 24L, "-2+3 AG", null, Choice.LINK)));

    assertThat(written.toString())
        .startsWith("\uFEFF" + HEADING.strip() + "\r\n")
        .contains(
            "customer,20,\"Zürich; \"\"Bau\"\"\nund Söhne, AG\",40111,,linked,",
            "customer,23,Muster,,,,40112 Muster AG; 40113,",
            "customer,24,'-2+3 AG,,,,");
    DecisionsCsv.Content content = read(written.toString());
    assertThat(content.mistakes()).isEmpty();
    assertThat(content.skipped()).isEqualTo(3);
    assertThat(content.rows())
        .containsExactly(
            new DecisionsCsv.Row(4, new Wish(LinkKind.CUSTOMER, 21L, 40112L, Choice.TAKE_BEXIO)),
            new DecisionsCsv.Row(5, new Wish(LinkKind.CUSTOMER, 22L, null, Choice.IGNORE)));
  }

  @Test
  void columnsStandInAnyOrderAndCaseAndSemicolonsSeparateToo() {
    DecisionsCsv.Content content =
        read(
            "\uFEFFDecision;Clockodo_ID;remark; KIND ;BEXIO_ID\r\n"
                + "LINK;40112;\"a;b\nc\";Customer;21\r\n"
                + ";;;;\r\n"
                + "ignore; 3102 ;;user;-\r\n"
                + "create;;;service;7\r\n");

    assertThat(content.mistakes()).isEmpty();
    assertThat(content.skipped()).isZero();
    assertThat(content.rows())
        .containsExactly(
            new DecisionsCsv.Row(2, new Wish(LinkKind.CUSTOMER, 21L, 40112L, Choice.LINK)),
            new DecisionsCsv.Row(5, new Wish(LinkKind.USER, null, 3102L, Choice.IGNORE)),
            new DecisionsCsv.Row(6, new Wish(LinkKind.ITEM, 7L, null, Choice.CREATE)));
  }

  @Test
  void everyMistakeIsToldWithItsLine() {
    DecisionsCsv.Content content =
        read(
            HEADING
                + "customer,21,\"two\nlines\",40112,,link,\n"
                + "customer,22,,40112,,link,\n"
                + "customer,21,,,,ignore,\n"
                + "contact,23,,,,create,\n"
                + "customer,x7,,,,create,\n"
                + "customer,0,,,,create,\n"
                + "customer,24,,,,yes,\n"
                + "customer,25\n"
                + "user,5,,3102,,link,\n"
                + "fictional-user,6,,3102,,link,");

    assertThat(content.mistakes())
        .containsExactly(
            entry(4L, "line 2 links to the same"),
            entry(5L, "line 2 is about the same"),
            entry(
                6L,
                "\"contact\" is none of customer, project, activity, item, user, fictional-user,"
                    + " timesheet, invoice-draft, service"),
            entry(7L, "\"x7\" is no id; ids are whole numbers from 1"),
            entry(8L, "\"0\" is no id; ids are whole numbers from 1"),
            entry(
                9L,
                "\"yes\" is no decision; write link, create, ignore, take-bexio, keep-clockodo,"
                    + " or nothing"),
            entry(12L, "line 11 is about the same"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "kind,bexio_id,clockodo_id\n",
        "kind,bexio_id,clockodo_id,decision,Decision\ncustomer,x,,create,\n",
        "customer,21,,create\n"
      })
  void withoutItsHeadingNothingIsRead(String text) {
    DecisionsCsv.Content content = read(text);

    assertThat(content.rows()).isEmpty();
    assertThat(content.mistakes()).containsOnlyKeys(1L);
    assertThat(content.mistakes().get(1L)).contains("decision").doesNotContain("kind,bexio");
  }

  @Test
  void whatIsNoCsvIsAMistakeOfItsLine() {
    assertThat(read(HEADING + "customer,21,\"a\"b,,,create,\n").mistakes()).containsOnlyKeys(2L);
  }

  private static DecisionsCsv.Content read(String text) {
    return DecisionsCsv.read(text, LinkKind.ITEM);
  }

  private static LinkLine line(
      State state, Long bexioId, String bexioName, Long clockodoId, Choice decision) {
    List<Candidate> candidates =
        state == State.OPEN
            ? List.of(new Candidate(40112, "Muster AG"), new Candidate(40113, null))
            : List.of();
    return new LinkLine(
        LinkKind.CUSTOMER, bexioId, bexioName, clockodoId, null, state, decision, null, candidates);
  }
}
