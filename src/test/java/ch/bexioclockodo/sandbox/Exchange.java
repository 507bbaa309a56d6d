package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The life of one call: what is committed, answered and journalled, and when, under its faults. */
final class Exchange {

  private static final Fault NONE = Fault.latency(Duration.ZERO);

  private final Api api;
  private final Call call;
  private final List<Fault> faults;
  private final Fault fault;
  private final Recorder recorder;
  private final ScheduledExecutorService scheduler;
  private final Wire wire;

  Exchange(
      Api api,
      Call call,
      List<Fault> faults,
      Recorder recorder,
      ScheduledExecutorService scheduler,
      Wire wire) {
    this.api = api;
    this.call = call;
    this.faults = faults;
    this.recorder = recorder;
    this.scheduler = scheduler;
    this.wire = wire;
    this.fault =
        faults.stream().filter(f -> f.kind() != Fault.Kind.LATENCY).findFirst().orElse(NONE);
    call.fault(fault);
  }

  void run() {
    Duration latency =
        faults.stream()
            .filter(f -> f.kind() == Fault.Kind.LATENCY)
            .map(Fault::duration)
            .reduce(Duration.ZERO, Duration::plus);
    if (latency.isZero()) {
      apply();
    } else {
      later(latency, this::apply);
    }
  }

  private void apply() {
    switch (fault.kind()) {
      case DROP_BEFORE_COMMIT -> {
        journal(null, false);
        wire.drop();
      }
      case DROP_AFTER_COMMIT -> {
        journal(null, committed(answered()));
        wire.drop();
      }
      case LATE_ANSWER -> {
        Answer answer = commit();
        later(fault.duration(), () -> wire.send(answer));
      }
      case LATE_COMMIT -> commitLate();
      case STATUS_BEFORE_COMMIT -> refuse(error());
      case STATUS_AFTER_COMMIT -> {
        boolean committed = committed(answered());
        Answer answer = error();
        journal(answer, committed);
        wire.send(answer);
      }
      case TOO_MANY_REQUESTS -> refuse(api.tooManyRequests(call, fault.number()));
      case UNAUTHORIZED_ONCE -> refuse(api.error(call, 401, null));
      case SLOW_BODY -> wire.sendSlowly(commit(), fault.duration());
      case RESET_AT_BYTE -> wire.sendAndReset(commit(), fault.number());
      default -> wire.send(commit());
    }
  }

  /** A body that the sandbox itself cannot cope with is a 500, as it would be at the real one. */
  private Answer answered() {
    try {
      return api.answer(call);
    } catch (RuntimeException e) {
      return api.error(call, 500, "The sandbox failed: " + e);
    }
  }

  private Answer commit() {
    Answer original = answered();
    Answer answer = original.ok() ? mangled(original) : original;
    journal(answer, committed(original));
    return answer;
  }

  private void commitLate() {
    Answer now = fault.number() == null ? null : api.error(call, fault.number(), null);
    journal(now, false);
    if (now == null) {
      wire.drop();
    } else {
      wire.send(now);
    }
    later(
        fault.duration(),
        () -> {
          if (committed(answered())) {
            recorder.committedLate(call);
          }
          recorder.end(call.number());
        });
  }

  private Answer mangled(Answer answer) {
    byte[] body = answer.bytes();
    return switch (fault.kind()) {
      case EMPTY_BODY -> answer.withBody(answer.contentType(), new byte[0]);
      case CUT_BODY -> answer.withBody(answer.contentType(), Arrays.copyOf(body, body.length / 2));
      case HTML_BODY -> answer.withBody(Answer.HTML_TYPE, Answer.html(answer.status()).bytes());
      case IDLESS_BODY ->
          answer.withBody(answer.contentType(), Json.bytes(withoutId(answer.json())));
      default -> answer;
    };
  }

  /** The object itself, or the one in clockodo's envelope, without its id. */
  private static JsonNode withoutId(JsonNode json) {
    JsonNode copy = json.deepCopy();
    if (copy instanceof ObjectNode object) {
      object.remove("id");
      object.forEach(
          member -> {
            if (member instanceof ObjectNode inner) {
              inner.remove("id");
            }
          });
    }
    return copy;
  }

  private Answer error() {
    return switch (fault.body()) {
      case JSON -> api.error(call, fault.number(), fault.message());
      case HTML -> Answer.html(fault.number());
      case EMPTY -> Answer.raw(fault.number(), Answer.HTML_TYPE, new byte[0]);
    };
  }

  private void refuse(Answer answer) {
    journal(answer, false);
    wire.send(answer);
  }

  private boolean committed(Answer answer) {
    return answer.changed()
        && !call.method().equals("GET")
        && !call.route().name().endsWith("/search");
  }

  private void journal(Answer answer, boolean committed) {
    recorder.record(call, faults, answer, committed);
    if (fault.kind() != Fault.Kind.LATE_COMMIT) {
      recorder.end(call.number());
    }
  }

  private void later(Duration delay, Runnable task) {
    try {
      scheduler.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException stopping) {
      wire.drop();
    }
  }
}
