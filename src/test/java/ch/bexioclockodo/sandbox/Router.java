package ch.bexioclockodo.sandbox;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Finds the route of a path: numbers are ids, everything else is literal and case-sensitive. */
final class Router {

  private final Map<String, Route> routes = new HashMap<>();
  private final Set<String> templates = new HashSet<>();

  void add(String name, Function<Call, Answer> action) {
    routes.put(name, new Route(name, action));
    templates.add(name.substring(name.indexOf(' ') + 1));
  }

  /** The route, or one without an action that carries the name it would have. */
  Route find(String method, String path) {
    String name = method + " " + template(path);
    Route route = routes.get(name);
    return route == null ? new Route(name, null) : route;
  }

  /** Whether the path exists with another method. */
  boolean knowsPath(String path) {
    return templates.contains(template(path));
  }

  static String template(String path) {
    StringBuilder template = new StringBuilder(path.length());
    for (String segment : path.substring(1).split("/")) {
      template.append('/').append(isNumber(segment) ? "{id}" : segment);
    }
    return template.toString();
  }

  static boolean isNumber(String segment) {
    return !segment.isEmpty() && segment.chars().allMatch(c -> c >= '0' && c <= '9');
  }
}
