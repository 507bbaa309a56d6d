package ch.bexioclockodo.routes;

import ch.bexioclockodo.run.Settings;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The house rules of the route files; each finding names its file. */
final class RouteRules {

  private static final String PREFIX = "bexio-clockodo-";
  private static final String BEAN_PREFIX = "bexioClockodo";
  private static final String ERRORS = "bexio-clockodo-errors";
  private static final String ERRORS_FILE = "errors.camel.yaml";
  private static final Set<String> BEANS_FILES =
      Set.of("beans.camel.yaml", "console-beans.camel.yaml");
  private static final int MOST_LINES = 150;

  private static final Set<String> TOP = Set.of("route", "routeConfiguration", "beans");
  private static final Set<String> ENDPOINTS = Set.of("from", "to", "toD", "wireTap", "poll");
  private static final Set<String> LANGUAGES = Set.of("simple", "constant", "header", "variable");
  private static final Set<String> SCRIPTS =
      Set.of("script", "groovy", "js", "joor", "java", "python", "mvel", "ognl", "spel");
  private static final Set<String> ERROR_HANDLING = Set.of("errorHandler", "onException");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^}:]*)(?::([^}]*))?}}");
  private static final Pattern BEAN =
      Pattern.compile("\\$\\{bean:(\\w+)|#bean:(\\w+)|^#(?!bean:)(\\w+)$");
  private static final Pattern KEBAB = Pattern.compile("[a-z]+(-[a-z]+)+");
  private static final Pattern COMMENT = Pattern.compile("(^|\\s)#(\\s|$)");

  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build());
  private static final JsonSchema SCHEMA =
      JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4)
          .getSchema(resource("/schema/camelYamlDsl.json"));
  private static final Map<String, List<String>> SCHEMA_FINDINGS = new ConcurrentHashMap<>();
  private static final Set<String> HTTP_OPTIONS = httpOptions();

  private final Map<String, String> texts;
  private final Map<String, JsonNode> trees = new TreeMap<>();
  private final List<String> findings = new ArrayList<>();
  private final Set<String> beans = new HashSet<>();
  private final Set<String> directs = new TreeSet<>();
  private final Set<String> ids = new HashSet<>();
  private String file;

  private RouteRules(Map<String, String> texts) {
    this.texts = texts;
  }

  /** All findings in these files: file name to text. */
  static List<String> check(Map<String, String> texts) {
    RouteRules rules = new RouteRules(texts);
    rules.read();
    rules.trees.forEach(rules::collect);
    rules.trees.forEach(rules::file);
    rules.oneConfiguration();
    return rules.findings;
  }

  private void read() {
    for (Map.Entry<String, String> text : new TreeMap<>(texts).entrySet()) {
      file = text.getKey();
      comments(text.getValue());
      if (text.getValue().lines().count() >= MOST_LINES) {
        find("has " + text.getValue().lines().count() + " lines, " + MOST_LINES + " are too many");
      }
      try {
        trees.put(file, YAML.readTree(text.getValue()));
      } catch (JsonProcessingException wrong) {
        find("cannot be read: " + wrong.getOriginalMessage());
      }
    }
  }

  private void comments(String text) {
    List<String> lines = text.lines().toList();
    if (lines.isEmpty() || !lines.get(0).startsWith("# ")) {
      find("does not begin with a comment that says what it is");
    }
    boolean top = true;
    for (String line : lines) {
      top &= line.startsWith("#");
      if (!top && COMMENT.matcher(line).find()) {
        find("has a comment that Kaoto would drop: " + line.strip());
      }
    }
  }

  private void collect(String name, JsonNode tree) {
    file = name;
    for (JsonNode item : tree) {
      for (JsonNode bean : item.path("beans")) {
        String beanName = bean.path("name").asText();
        if (!beans.add(beanName)) {
          find("names the bean " + beanName + " twice");
        }
        if (!beanName.startsWith(BEAN_PREFIX)) {
          find("has a bean without our prefix: " + beanName);
        }
        if (!BEANS_FILES.contains(name)) {
          find("has beans; they live in " + new TreeSet<>(BEANS_FILES));
        }
      }
      JsonNode from = item.path("route").path("from");
      if ("direct".equals(from.path("uri").asText())) {
        String direct = from.path("parameters").path("name").asText();
        if (!directs.add(direct)) {
          find("begins with the direct name " + direct + ", which is taken");
        }
      }
    }
  }

  private void file(String name, JsonNode tree) {
    file = name;
    SCHEMA_FINDINGS
        .computeIfAbsent(texts.get(name), text -> schemaFindings(tree))
        .forEach(message -> find("breaks Camel's schema: " + message));
    for (JsonNode item : tree) {
      item.fieldNames()
          .forEachRemaining(
              key -> {
                if (!TOP.contains(key)) {
                  find("has a " + key + "; only " + new TreeSet<>(TOP) + " are ours");
                }
              });
      if (item.has("route")) {
        route(item.get("route"));
      }
      walk(item, this::node);
    }
  }

  private void route(JsonNode route) {
    String id = route.path("id").asText();
    if (!id.startsWith(PREFIX)) {
      find("has a route whose id lacks our prefix: \"" + id + "\"");
    }
    if (!ids.add(id)) {
      find("has a route id that is taken: " + id);
    }
    String description = route.path("description").asText();
    if (!description.matches("[A-Z].*\\.") || description.matches(".*[.!?] [A-Z].*")) {
      find("route " + id + " needs a description of one sentence, not \"" + description + "\"");
    }
    if (!ERRORS.equals(route.path("routeConfigurationId").asText())) {
      find("route " + id + " does not name the routeConfiguration " + ERRORS);
    }
    if (route.has("steps")) {
      find("route " + id + " has steps outside from");
    }
  }

  private void oneConfiguration() {
    List<String> configurations = new ArrayList<>();
    trees.forEach(
        (name, tree) ->
            tree.forEach(
                item -> {
                  if (item.has("routeConfiguration")) {
                    configurations.add(
                        name + " " + item.path("routeConfiguration").path("id").asText());
                  }
                }));
    if (!configurations.equals(List.of(ERRORS_FILE + " " + ERRORS))) {
      findings.add("there must be one routeConfiguration, not " + configurations);
    }
  }

  /** One key with its value, anywhere. */
  private void node(String key, JsonNode value) {
    if (KEBAB.matcher(key).matches()) {
      find("has the kebab-case key " + key);
    }
    if (SCRIPTS.contains(key)) {
      find("has an inline " + key + "; decisions are Java");
    }
    if (ERROR_HANDLING.contains(key) && !ERRORS_FILE.equals(file)) {
      find("has its own " + key);
    }
    if (LANGUAGES.contains(key) && value.isTextual()) {
      find("has the compact form " + key + ": " + value.asText());
    }
    if (ENDPOINTS.contains(key)) {
      endpoint(key, value);
    }
    if ("enrich".equals(key) || "pollEnrich".equals(key)) {
      called(value.path("expression").path("constant").path("expression").asText());
      bean(value.path("aggregationStrategy").asText());
    }
    if ("bean".equals(key) || "process".equals(key)) {
      bean(value.path("ref").asText());
    }
    if ("onExceptionOccurredRef".equals(key)) {
      bean(value.asText());
    }
    if (value.isTextual()) {
      text(value.asText());
    }
  }

  private void endpoint(String key, JsonNode endpoint) {
    if (!endpoint.isObject()) {
      find("has the compact form " + key + ": " + endpoint.asText());
      return;
    }
    String uri = endpoint.path("uri").asText();
    JsonNode parameters = endpoint.path("parameters");
    if ("toD".equals(key) && uri.startsWith("direct:") && !uri.contains("?")) {
      String fixed = uri.substring("direct:".length()).replaceAll("\\$\\{.*", "");
      if (!fixed.startsWith(PREFIX)) {
        find("calls a direct without our prefix: " + uri);
      }
      if (directs.stream().noneMatch(direct -> direct.startsWith(fixed))) {
        find("calls " + uri + ", and no route is called so");
      }
      return;
    }
    if (!uri.matches("[a-z]+")) {
      find("has options or a path in a uri: " + uri);
    }
    switch (uri) {
      case "direct" -> direct(key, parameters.path("name").asText());
      case "http" -> http(parameters);
      case "quartz" -> quartz(parameters);
      default -> {}
    }
  }

  private void direct(String key, String name) {
    if (!name.startsWith(PREFIX)) {
      find("has a direct without our prefix: \"" + name + "\"");
    }
    if (!"from".equals(key) && !directs.contains(name)) {
      find("calls direct " + name + ", which does not exist");
    }
  }

  private void called(String uri) {
    if (!uri.startsWith("direct:") || !directs.contains(uri.substring("direct:".length()))) {
      find("enriches with " + uri + ", which does not exist");
    }
  }

  private void http(JsonNode parameters) {
    for (String needed : List.of("httpUri", "httpMethod", "httpClientConfigurer")) {
      if (parameters.path(needed).asText().isEmpty()) {
        find("has an http call without " + needed);
      }
    }
    if (!parameters.path("skipRequestHeaders").asBoolean()) {
      find("has an http call without skipRequestHeaders: true");
    }
    if (parameters.path("copyHeaders").asBoolean(true)) {
      find("has an http call without copyHeaders: false: it would inherit counted repetitions");
    }
    if (parameters.path("httpUri").asText().contains("?")) {
      find("has a query in httpUri: " + parameters.path("httpUri").asText());
    }
    parameters
        .fieldNames()
        .forEachRemaining(
            option -> {
              if (!HTTP_OPTIONS.contains(option)) {
                find("would send the unknown http option " + option + " as a query parameter");
              }
            });
  }

  private void quartz(JsonNode parameters) {
    if (!parameters.path("groupName").asText().startsWith("bexio-clockodo")) {
      find("has a quartz group without our prefix");
    }
    if (!parameters.path("stateful").asBoolean()) {
      find("has a quartz trigger that is not stateful: its runs would overlap");
    }
  }

  private void text(String text) {
    Matcher bean = BEAN.matcher(text);
    while (bean.find()) {
      for (int group = 1; group <= bean.groupCount(); group++) {
        if (bean.group(group) != null) {
          bean(bean.group(group));
        }
      }
    }
    Matcher placeholder = PLACEHOLDER.matcher(text);
    while (placeholder.find()) {
      placeholder(placeholder.group(1), placeholder.group(2));
    }
  }

  private void bean(String name) {
    if (!beans.contains(name.replaceFirst("^#(bean:)?", ""))) {
      find("names the bean " + name + ", which does not exist");
    }
  }

  private void placeholder(String key, String written) {
    String known = Settings.defaults().get(key);
    if (known == null) {
      find("names the setting " + key + ", which does not exist");
    } else if (written == null) {
      find("names the setting " + key + " without its default: a host need not set it");
    } else if (!known.equals(written)) {
      find("writes the default of " + key + " as \"" + written + "\", it is \"" + known + "\"");
    }
  }

  private void find(String finding) {
    findings.add(file + " " + finding);
  }

  private static void walk(JsonNode node, BiConsumer<String, JsonNode> visitor) {
    node.properties()
        .forEach(
            field -> {
              visitor.accept(field.getKey(), field.getValue());
              walk(field.getValue(), visitor);
            });
    if (node.isArray()) {
      node.forEach(
          item -> {
            if (item.isTextual()) {
              visitor.accept("", item);
            }
            walk(item, visitor);
          });
    }
  }

  private static Set<String> httpOptions() {
    Set<String> options = new HashSet<>();
    resource("/META-INF/org/apache/camel/component/http/http.json")
        .path("properties")
        .fieldNames()
        .forEachRemaining(options::add);
    if (!options.contains("skipRequestHeaders")) {
      throw new IllegalStateException("camel-http's catalogue is not what it was");
    }
    return options;
  }

  private static List<String> schemaFindings(JsonNode tree) {
    return SCHEMA.validate(tree).stream().map(ValidationMessage::getMessage).toList();
  }

  private static JsonNode resource(String path) {
    try (InputStream stream = RouteRules.class.getResourceAsStream(path)) {
      return new ObjectMapper().readTree(stream);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
