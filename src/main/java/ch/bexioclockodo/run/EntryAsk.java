package ch.bexioclockodo.run;

import ch.bexioclockodo.clockodo.ClockodoAnswer;
import ch.bexioclockodo.clockodo.Entry;
import ch.bexioclockodo.clockodo.EntryAnswer;
import java.util.Optional;
import org.apache.camel.Exchange;

/** An exported entry that is asked for by its id, because the window no longer shows it. */
public record EntryAsk(long entryId) {

  private static final int NOT_FOUND = 404;

  /** As the end of its address. */
  public String getPath() {
    return "/" + entryId;
  }

  /** The entry in clockodo's answer; only its own 404 says that there is none. */
  Optional<Entry> answer(Exchange exchange) {
    int status = exchange.getMessage().getHeader(Exchange.HTTP_RESPONSE_CODE, Integer.class);
    String body = exchange.getMessage().getBody(String.class);
    if (status != NOT_FOUND) {
      return Optional.of(EntryAnswer.read(body));
    }
    if (!ClockodoAnswer.isUnknownThing(body)) {
      throw new RunFailure(
          "clockodo.not-found", Messages.text("problem.foreign-404", "clockodo", getPath()));
    }
    return Optional.empty();
  }
}
