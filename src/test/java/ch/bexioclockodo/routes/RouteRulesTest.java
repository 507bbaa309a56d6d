package ch.bexioclockodo.routes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The route files keep the house rules, and each rule finds what breaks it. */
class RouteRulesTest {

  private static final Map<String, String> FILES = new TreeMap<>();

  @BeforeAll
  static void read() throws IOException {
    try (Stream<Path> paths = Files.list(Path.of("routes"))) {
      for (Path path : paths.toList()) {
        FILES.put(path.getFileName().toString(), Files.readString(path));
      }
    }
  }

  @Test
  void theRouteFilesKeepTheHouseRules() {
    assertThat(FILES)
        .hasSizeGreaterThan(10)
        .allSatisfy((name, text) -> assertThat(name).endsWith(".camel.yaml"));
    assertThat(RouteRules.check(FILES)).isEmpty();
  }

  @ParameterizedTest(name = "{3}")
  @CsvSource(
      delimiter = '|',
      textBlock =
"""
# file | text that is there | what it becomes | finding
run | method: intend | methode: intend | breaks Camel's schema
run | method: takePage | method: takePage\\n                        method: takePage | cannot be read: Duplicate field 'method'
run | # What import | What: import | does not begin with a comment
run | - bean: | - bean: # why | a comment that Kaoto would drop
run | - bean: | # why\\n        - bean: | a comment that Kaoto would drop
run | id: bexio-clockodo-identify | id: identify | has a route whose id lacks our prefix: "identify"
run | id: bexio-clockodo-identify | id: bexio-clockodo-next-chunk | has a route id that is taken: bexio-clockodo-next-chunk
run | of this connection's bexio company. | of this connection's bexio company | needs a description of one sentence
run | of this connection's bexio company. | of it. And more. | needs a description of one sentence
run | routeConfigurationId: bexio-clockodo-errors\\n | routeConfigurationId: bexio-clockodo\\n | does not name the routeConfiguration
run | name: bexio-clockodo-call-clockodo-me | name: bexio-clockodo-call-clockodo-you | calls direct bexio-clockodo-call-clockodo-you, which does not exist
run | name: bexio-clockodo-next-chunk | name: next-chunk | has a direct without our prefix: "next-chunk"
run | name: bexio-clockodo-next-chunk | name: bexio-clockodo-read-lists | begins with the direct name bexio-clockodo-read-lists, which is taken
run | direct:bexio-clockodo-call- | direct:bexio-clockodo-cal1- | and no route is called so
run | direct:bexio-clockodo-call- | direct:call- | calls a direct without our prefix
run | ref: bexioClockodoChunks | ref: bexioClockodoChunk | names the bean bexioClockodoChunk, which does not exist
run | ${bean:bexioClockodoApplying | ${bean:bexioClockodoApply | names the bean bexioClockodoApply, which does not exist
run | bexio-clockodo.data-source:bexioClockodoDataSource | bexio-clockodo.data-sources:x | names the setting bexio-clockodo.data-sources, which does not exist
run | bexio-clockodo.data-source:bexioClockodoDataSource | bexio-clockodo.data-source:mine | writes the default of bexio-clockodo.data-source as "mine", it is "bexioClockodoDataSource"
run | bexio-clockodo.data-source:bexioClockodoDataSource | bexio-clockodo.data-source | without its default
run | - setBody: | - set-body: | has the kebab-case key set-body
run | - setBody: | - script: | has an inline script
run | stopOnException: true | onException: true | has its own onException
run | routeConfigurationId: bexio-clockodo-errors\\n | errorHandler: {}\\n    routeConfigurationId: bexio-clockodo-errors\\n | has its own errorHandler
bexio | constant:\\n              expression: application/json | constant: application/json | has the compact form constant: application/json
bexio | httpMethod: GET\\n | httpMethod: GET\\n              connectTimeouts: 5\\n | would send the unknown http option connectTimeouts
bexio | httpMethod: GET\\n | httpUri2: x\\n | has an http call without httpMethod
bexio | httpUri: | url: | has an http call without httpUri
bexio | httpClientConfigurer: | configurer: | has an http call without httpClientConfigurer
bexio | skipRequestHeaders: true | skipRequestHeaders: false | without skipRequestHeaders: true
bexio | skipRequestHeaders: true | skipControlHeaders: true | without skipRequestHeaders: true
bexio | copyHeaders: false | copyHeaders: true | without copyHeaders: false
bexio | #bexioClockodoBexioHttpClient | #myHttpClient | names the bean myHttpClient, which does not exist
bexio | company_profile" | company_profile?a=b" | has a query in httpUri
bexio | uri: http\\n | uri: "http://localhost?a=b"\\n | has options or a path in a uri: http://localhost?a=b
bexio | api.bexio.com} | api.example.com} | writes the default of bexio-clockodo.bexio.url
schedule | groupName: bexio-clockodo | groupName: mine | has a quartz group without our prefix
schedule | stateful: true | stateful: false | is not stateful
export | direct:bexio-clockodo-run-export | direct:bexio-clockodo-run-exports | enriches with direct:bexio-clockodo-run-exports
export | aggregationStrategy: bexioClockodoReportBody | aggregationStrategy: other | names the bean other
errors | id: bexio-clockodo-errors | id: errors | there must be one routeConfiguration
errors | - routeConfiguration: | - routeConfiguration:\\n    id: bexio-clockodo-second\\n- routeConfiguration: | there must be one routeConfiguration
errors | onExceptionOccurredRef: bexioClockodoRetries | onExceptionOccurredRef: other | names the bean other
beans | name: bexioClockodoChunks | name: chunks | has a bean without our prefix: chunks
beans | name: bexioClockodoChunks | name: bexioClockodoDue | names the bean bexioClockodoDue twice
beans | #bean:bexioClockodoStop | #bean:stop | names the bean stop, which does not exist
beans | - beans: | - beans: []\\n- rest: {}\\n- beans: | has a rest
""")
  void eachRuleFindsWhatBreaksIt(String file, String there, String becomes, String finding) {
    String name = file + ".camel.yaml";
    String before = FILES.get(name);
    String after =
        before.replaceFirst(
            java.util.regex.Pattern.quote(lines(there)),
            java.util.regex.Matcher.quoteReplacement(lines(becomes)));
    assertThat(after).as("the sample is broken").isNotEqualTo(before);
    Map<String, String> broken = new TreeMap<>(FILES);
    broken.put(name, after);
    assertThat(RouteRules.check(broken)).anySatisfy(text -> assertThat(text).contains(finding));
  }

  @Test
  void stepsInCompactFormAreFound() {
    Map<String, String> broken = new TreeMap<>(FILES);
    broken.put(
        "compact.camel.yaml",
        """
        # A file in compact form.
        - route:
            id: bexio-clockodo-compact
            description: Calls in compact form.
            routeConfigurationId: bexio-clockodo-errors
            from:
              uri: direct
              parameters:
                name: bexio-clockodo-compact
              steps:
                - to: direct:bexio-clockodo-import
        """);
    assertThat(RouteRules.check(broken))
        .contains("compact.camel.yaml has the compact form to: direct:bexio-clockodo-import");
  }

  @Test
  void filesThatAreTooLongAreFound() {
    Map<String, String> broken = new TreeMap<>(FILES);
    broken.put("run.camel.yaml", FILES.get("run.camel.yaml") + "\n".repeat(150));
    assertThat(RouteRules.check(broken)).singleElement().asString().contains("150 are too many");
  }

  private static String lines(String text) {
    return text.replace("\\n", "\n");
  }
}
