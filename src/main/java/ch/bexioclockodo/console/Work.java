package ch.bexioclockodo.console;

import ch.bexioclockodo.run.ConnectorBean;
import ch.bexioclockodo.run.Messages;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Variable;

/**
 * What people have asked the entry routes for and is done in the background; the newest are
 * remembered as long as the process lives, so that a page can tell how far they are.
 */
public final class Work extends ConnectorBean {

  /** The exchange variable that carries what is to be done. */
  public static final String VARIABLE = "bexioClockodoJob";

  private static final int MOST = 50;

  private final List<Job> jobs = new ArrayList<>();
  private long last;

  /**
   * One thing to do.
   *
   * @param kind which entry route does it: import, export or undo
   * @param asked the headers of that route, which tell equal jobs from others
   */
  public static final class Job {

    private final long number;
    private final String kind;
    private final Map<String, Object> asked;
    private final String by;
    private final Locale language;
    private final Instant since;
    private volatile Map<String, Object> report;

    private Job(
        long number,
        String kind,
        Map<String, Object> asked,
        String by,
        Locale language,
        Instant since) {
      this.number = number;
      this.kind = kind;
      this.asked = asked;
      this.by = by;
      this.language = language;
      this.since = since;
    }

    /** Which entry route does it. */
    public String getKind() {
      return kind;
    }

    long number() {
      return number;
    }

    Instant since() {
      return since;
    }

    /** What came of it; empty while it is being done. */
    Optional<Map<String, Object>> report() {
      return Optional.ofNullable(report);
    }

    private boolean isOf(String otherKind, Map<String, Object> others) {
      return report == null && kind.equals(otherKind) && asked.equals(others);
    }
  }

  /** The job that does exactly this now, if there is one. */
  synchronized Optional<Job> begun(String kind, Map<String, Object> asked) {
    return jobs.stream().filter(job -> job.isOf(kind, asked)).findFirst();
  }

  /**
   * A job that was opened, or found.
   *
   * @param begins whether it must still be handed to its route
   */
  record Opened(Job job, boolean begins) {}

  /** What is asked for twice while it is done is done once: by the job that does it already. */
  synchronized Opened open(String kind, Map<String, Object> asked, String by, Locale language) {
    Optional<Job> begun = begun(kind, asked);
    if (begun.isPresent()) {
      return new Opened(begun.get(), false);
    }
    Job job = new Job(++last, kind, Map.copyOf(asked), by, language, clock().instant());
    jobs.add(job);
    if (jobs.size() > MOST) {
      jobs.stream().filter(old -> old.report().isPresent()).findFirst().ifPresent(jobs::remove);
    }
    return new Opened(job, true);
  }

  synchronized Optional<Job> find(long number) {
    return jobs.stream().filter(job -> job.number() == number).findFirst();
  }

  /** The headers that the entry route wants. */
  public void begin(Exchange exchange, @Variable(VARIABLE) Job job) {
    Messages.answerIn(job.language);
    Map<String, Object> headers = new LinkedHashMap<>(job.asked);
    headers.put("bexioClockodoStartedBy", job.by);
    exchange.getMessage().setHeaders(headers);
    exchange.getMessage().setBody(null);
  }

  /** Keeps the report. */
  @SuppressWarnings("unchecked")
  public void end(Exchange exchange, @Variable(VARIABLE) Job job) {
    try {
      job.report = exchange.getMessage().getBody(Map.class);
    } finally {
      if (job.report == null) {
        job.report = Map.of();
      }
      Messages.answerIn(null);
    }
  }
}
