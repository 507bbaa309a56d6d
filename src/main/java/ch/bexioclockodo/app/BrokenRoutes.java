package ch.bexioclockodo.app;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.camel.FailedToCreateRouteException;

/** Route files that cannot be loaded; the message says in one line where and what is wrong. */
final class BrokenRoutes extends Exception {

  private static final long serialVersionUID = 1L;

  /** How the YAML reader says what is wrong, then where. */
  private static final Pattern PLACE =
      Pattern.compile("([^\\n]+)\\n\\s*in [^\\n]+, line (\\d+), column \\d+");

  private static final Pattern POINTER = Pattern.compile("[\\s^*]*");

  BrokenRoutes(String message) {
    super(message);
  }

  BrokenRoutes(String file, Exception cause) {
    super(file + explain(cause), cause);
  }

  BrokenRoutes(String file, int line, String message) {
    super(file + (line > 0 ? ", line " + line : "") + ": " + message);
  }

  private static String explain(Throwable thrown) {
    String where = "";
    Throwable placed = null;
    Throwable root = thrown;
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof FailedToCreateRouteException failed && t.getCause() != null) {
        return ", route " + failed.getRouteId() + ": " + oneLine(t.getCause());
      }
      Matcher places = PLACE.matcher(String.valueOf(t.getMessage()));
      while (places.find()) {
        where = ", line " + places.group(2) + ": " + places.group(1).strip();
        placed = t;
      }
      root = t;
    }
    if (root == placed) {
      return where;
    }
    return (where.isEmpty() ? ": " : where + ": ") + oneLine(root);
  }

  private static String oneLine(Throwable thrown) {
    if (thrown.getMessage() == null) {
      return thrown.getClass().getSimpleName();
    }
    return thrown
        .getMessage()
        .lines()
        .filter(line -> !POINTER.matcher(line).matches())
        .map(String::strip)
        .collect(Collectors.joining(" "));
  }
}
