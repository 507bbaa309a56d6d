package ch.bexioclockodo.console;

import ch.bexioclockodo.link.Choice;
import ch.bexioclockodo.link.LinkKind;
import ch.bexioclockodo.run.ConnectorBean;
import ch.bexioclockodo.run.DecisionRefused;
import ch.bexioclockodo.run.Decisions;
import ch.bexioclockodo.run.Kind;
import ch.bexioclockodo.run.KindWords;
import ch.bexioclockodo.run.LinkLine;
import ch.bexioclockodo.run.LinkLine.State;
import ch.bexioclockodo.run.LinkList;
import ch.bexioclockodo.run.Messages;
import ch.bexioclockodo.run.Wish;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;

/**
 * The lists of what is linked, with what a person must decide, and the import of each kind; entries
 * about whose timesheets somebody must decide are a list of their own.
 */
public final class MasterPage extends ConnectorBean {

  private static final String CONNECTION = "default";
  private static final String COMMAND = "link";
  private static final int PAGE = 50;
  private static final int CONFLICT = 409;

  /** What the next export carries out; all else is the next import's. */
  private static final Set<LinkKind> OF_TIMES = Set.of(LinkKind.TIMESHEET, LinkKind.INVOICE_DRAFT);

  private static final Map<String, Set<LinkKind>> KINDS = new LinkedHashMap<>();

  static {
    KINDS.put("customers", Set.of(LinkKind.CUSTOMER));
    KINDS.put("projects", Set.of(LinkKind.PROJECT));
    KINDS.put("services", Set.of(LinkKind.ACTIVITY, LinkKind.ITEM));
    KINDS.put("users", Set.of(LinkKind.USER, LinkKind.FICTIONAL_USER));
    KINDS.put("entries", OF_TIMES);
  }

  /**
   * A page of one list.
   *
   * @param imports whether there is an import of this kind
   * @param planned whether anything was looked for yet
   * @param note what became of the last decision, or null
   * @param problem why it was refused, or null
   * @param more the query of the next page, or null
   */
  record View(
      String kind,
      String search,
      String state,
      List<Line> lines,
      Map<State, Long> counts,
      long found,
      boolean imports,
      boolean planned,
      String note,
      String problem,
      String more) {

    long count(String word) {
      return counts.entrySet().stream()
          .filter(count -> count.getKey().word().equals(word))
          .mapToLong(Map.Entry::getValue)
          .sum();
    }
  }

  /**
   * One line.
   *
   * @param id what a decision is about
   * @param choices what can be decided beside linking with a candidate
   * @param undoes whether a link or decision can be taken back
   */
  record Line(
      LinkKind kind,
      Long id,
      String kindText,
      String bexio,
      String clockodo,
      String state,
      String reason,
      List<LinkLine.Candidate> candidates,
      List<String> choices,
      boolean undoes) {}

  /** The lists with the kinds of links in each. */
  static Map<String, Set<LinkKind>> lists() {
    return KINDS;
  }

  /** Shows a page of a list. */
  public void show(@Variable(Entrance.VISIT) Visit visit) throws SQLException {
    visit.show("master", view(visit, null, null));
  }

  /** Has the preview of an import of this kind made. */
  public void preview(Exchange exchange, @Variable(Entrance.VISIT) Visit visit) {
    kinds(visit);
    if (!imports(visit.given())) {
      throw new Refused(Refused.NOT_FOUND, Messages.text("page.unknown"));
    }
    Background.begin(
        getCamelContext(),
        exchange,
        visit,
        Kind.IMPORT.word(),
        Map.of("bexioClockodoPreview", true, "bexioClockodoOnly", visit.given()));
  }

  /** Keeps what somebody decides, or says why it cannot be. */
  public void decide(@Variable(Entrance.VISIT) Visit visit) throws SQLException {
    LinkKind kind = kind(visit);
    Choice choice = Choice.of(visit.field("choice")).orElseThrow(MasterPage::malformed);
    Long source = id(visit.field("id"));
    Long other = choice == Choice.LINK ? id(visit.field("other")) : null;
    Wish wish =
        kind.fromClockodo()
            ? new Wish(kind, other, source, choice)
            : new Wish(kind, source, other, choice);
    decided(
        visit,
        decisions -> {
          Decisions.Outcome outcome = decisions.keep(List.of(wish), COMMAND);
          if (!outcome.refused().isEmpty()) {
            throw new DecisionRefused(outcome.refused().get(0));
          }
          return Messages.text(
              OF_TIMES.contains(kind) ? "cli.links.next-export" : "cli.links.next");
        });
  }

  /** Takes a link or a decision back. */
  public void undo(@Variable(Entrance.VISIT) Visit visit) throws SQLException {
    LinkKind kind = kind(visit);
    Long source = id(visit.field("id"));
    decided(
        visit,
        decisions -> {
          decisions.undo(
              kind,
              kind.fromClockodo() ? null : source,
              kind.fromClockodo() ? source : null,
              COMMAND);
          return Messages.text(
              OF_TIMES.contains(kind) ? "cli.links.next-export-anew" : "cli.links.next-anew");
        });
  }

  /** Something that is decided, and what follows. */
  @FunctionalInterface
  private interface Deciding {
    String with(Decisions decisions) throws SQLException;
  }

  private void decided(Visit visit, Deciding deciding) throws SQLException {
    Decisions decisions =
        new Decisions(dataSource(), CONNECTION, clock(), Background.who(getCamelContext()));
    try {
      String follows = deciding.with(decisions);
      visit.show("master", view(visit, Messages.text("console.decided", follows), null));
    } catch (DecisionRefused refused) {
      visit.show(CONFLICT, "master", view(visit, null, refused.getMessage()));
    }
  }

  private View view(Visit visit, String note, String problem) throws SQLException {
    Set<LinkKind> kinds = kinds(visit);
    String search = visit.field("q");
    String state = visit.field("state");
    int from = visit.field("from").matches("\\d{1,9}") ? Integer.parseInt(visit.field("from")) : 0;
    LinkKind services = KindWords.ofServices(settings());
    LinkList list = inTransaction(database -> LinkList.read(database, CONNECTION, services));
    List<LinkLine> ofKind =
        list.lines().stream().filter(line -> kinds.contains(line.kind())).toList();
    Map<State, Long> counts = new EnumMap<>(State.class);
    ofKind.forEach(line -> counts.merge(line.state(), 1L, Long::sum));
    List<LinkLine> found =
        ofKind.stream()
            .filter(line -> state.isEmpty() || line.state().word().equals(state))
            .filter(line -> holds(line, search))
            // What waits for a person comes first.
            .sorted(
                Comparator.comparing(LinkLine::state, Comparator.reverseOrder())
                    .thenComparing(LinkLine::sourceId))
            .toList();
    boolean more = found.size() > from + PAGE;
    return new View(
        visit.given(),
        search,
        state,
        found.stream().skip(from).limit(PAGE).map(MasterPage::line).toList(),
        counts,
        found.size(),
        imports(visit.given()),
        list.planned(),
        note,
        problem,
        more ? query(search, state, from + PAGE) : null);
  }

  private static Line line(LinkLine line) {
    String state =
        line.state() == State.DECIDED
            ? Messages.text(
                "cli.links.state.decided",
                Messages.text("cli.links.choice." + line.decision().word()))
            : Messages.text("cli.links.state." + line.state().word());
    return new Line(
        line.kind(),
        line.sourceId(),
        LinkLine.word(line.kind()),
        side(line.bexioName(), line.bexioId()),
        side(line.clockodoName(), line.clockodoId()),
        state,
        line.reason() == null ? "" : Messages.reason(line.reason()),
        line.state() == State.OPEN ? line.candidates() : List.of(),
        line.state() == State.OPEN ? choices(line) : List.of(),
        line.state() != State.OPEN && line.sourceId() != null);
  }

  private static List<String> choices(LinkLine line) {
    boolean pair = line.bexioId() != null && line.clockodoId() != null;
    if (line.kind() == LinkKind.TIMESHEET) {
      return List.of("create", "ignore", "take-bexio", "keep-clockodo");
    }
    if (line.kind().ofAUser()) {
      return List.of("ignore");
    }
    return pair && line.candidates().isEmpty()
        ? List.of("take-bexio", "keep-clockodo", "ignore")
        : List.of("create", "ignore");
  }

  private static String side(String name, Long id) {
    return id == null ? "" : LinkLine.named(name, id);
  }

  private static boolean holds(LinkLine line, String search) {
    String sought = search.toLowerCase(Locale.ROOT);
    return sought.isEmpty()
        || (side(line.bexioName(), line.bexioId())
                + "\n"
                + side(line.clockodoName(), line.clockodoId()))
            .toLowerCase(Locale.ROOT)
            .contains(sought);
  }

  private static String query(String search, String state, int from) {
    return "?q="
        + URLEncoder.encode(search, StandardCharsets.UTF_8)
        + "&state="
        + URLEncoder.encode(state, StandardCharsets.UTF_8)
        + "&from="
        + from;
  }

  private static Set<LinkKind> kinds(Visit visit) {
    Set<LinkKind> kinds = KINDS.get(visit.given());
    if (kinds == null) {
      throw new Refused(Refused.NOT_FOUND, Messages.text("page.unknown"));
    }
    return kinds;
  }

  private static boolean imports(String kind) {
    return !kind.equals("entries");
  }

  /** The kind of a line, which must belong to the list that it is shown in. */
  private static LinkKind kind(Visit visit) {
    return kinds(visit).stream()
        .filter(kind -> kind.word().equals(visit.field("kind")))
        .findFirst()
        .orElseThrow(MasterPage::malformed);
  }

  private static Long id(String text) {
    if (!text.matches("[1-9]\\d{0,17}")) {
      throw malformed();
    }
    return Long.valueOf(text);
  }

  private static Refused malformed() {
    return new Refused(Refused.WRONG, Messages.text("page.malformed"));
  }
}
