package ch.bexioclockodo.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The sandbox's issuer says what bexio's does, as far as the facts tell (bexio §2). */
class IssuerTest {

  /** A verifier and its challenge, from RFC 7636, appendix B. */
  private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

  private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  private static final String REDIRECT = "http://localhost:8080/bexio-clockodo/connection/callback";

  private static Sandbox sandbox;

  private final HttpClient http = HttpClient.newHttpClient();

  @BeforeAll
  static void start() {
    sandbox = Sandbox.builder().data(SandboxData.company()).start();
  }

  @AfterAll
  static void stop() {
    sandbox.close();
  }

  @Test
  void theDiscoveryDocumentNamesAddressesThatAnswer() throws Exception {
    JsonNode document =
        Json.MAPPER.readTree(
            get(sandbox.issuerUrl() + "/.well-known/openid-configuration", null).body());
    assertThat(document.get("issuer").asText()).isEqualTo(sandbox.issuerUrl());
    assertThat(get(document.get("jwks_uri").asText(), null).statusCode()).isEqualTo(200);
    assertThat(get(document.get("userinfo_endpoint").asText(), "Bearer x").statusCode())
        .isEqualTo(401);
  }

  @Test
  void anUnknownClientOrAddressIsNeverRedirected() throws Exception {
    assertThat(authorize("openid", REDIRECT, "other").statusCode()).isEqualTo(400);
    assertThat(authorize("openid", "http://evil.example/", Sandbox.BEXIO_CLIENT_ID).statusCode())
        .isEqualTo(400);
  }

  @Test
  void oneUnknownScopeFailsTheWholeConsentAndGeneralIsOne() throws Exception {
    assertThat(location(authorize("openid general")))
        .startsWith(REDIRECT)
        .contains("error=invalid_scope", "state=s");
  }

  @Test
  void aCodeServesOnceAndOnlyWithItsVerifier() throws Exception {
    String stolen = code("openid offline_access");
    assertThat(token("code=" + stolen, "code_verifier=" + CHALLENGE).statusCode()).isEqualTo(400);
    String code = code("openid offline_access");
    HttpResponse<String> first = token("code=" + code, "code_verifier=" + VERIFIER);
    assertThat(first.statusCode()).isEqualTo(200);
    HttpResponse<String> second = token("code=" + code, "code_verifier=" + VERIFIER);
    assertThat(second.statusCode()).isEqualTo(400);
    assertThat(second.body()).contains("invalid_grant");
  }

  @Test
  void withoutOfflineAccessThereIsNoRefreshToken() throws Exception {
    JsonNode tokens =
        Json.MAPPER.readTree(token("code=" + code("openid"), "code_verifier=" + VERIFIER).body());
    assertThat(tokens.has("access_token")).isTrue();
    assertThat(tokens.has("refresh_token")).isFalse();
  }

  @Test
  void aTokenOpensWhatWasGrantedAndWhatNeedsNothing() throws Exception {
    JsonNode tokens = tokens("openid contact_show");
    SandboxClient bexio =
        SandboxClient.bexio(sandbox)
            .with("Authorization", "Bearer " + tokens.get("access_token").asText());
    assertThat(bexio.get("/2.0/contact").status()).isEqualTo(200);
    assertThat(bexio.get("/2.0/client_service").status()).isEqualTo(200);
    assertThat(bexio.get("/2.0/company_profile").status()).isEqualTo(200);
    assertThat(bexio.get("/2.0/timesheet").status()).isEqualTo(403);
    assertThat(bexio.get("/2.0/article").status()).isEqualTo(403);
  }

  @Test
  void theIdTokenIsSignedWithThePublishedKey() throws Exception {
    SignedJWT token = SignedJWT.parse(tokens("openid").get("id_token").asText());
    JWKSet keys =
        JWKSet.parse(get(sandbox.issuerUrl() + "/protocol/openid-connect/certs", null).body());
    assertThat(token.verify(new RSASSAVerifier(keys.getKeys().get(0).toRSAKey()))).isTrue();
    assertThat(token.getJWTClaimsSet().getIssuer()).isEqualTo(sandbox.issuerUrl());
  }

  @Test
  void aRefreshTokenThatIsUsedTwiceEndsEverything() throws Exception {
    String first = tokens("openid offline_access").get("refresh_token").asText();
    JsonNode renewed = Json.MAPPER.readTree(refresh(first).body());
    assertThat(refresh(first).body()).contains("invalid_grant");
    assertThat(refresh(renewed.get("refresh_token").asText()).body()).contains("invalid_grant");
    assertThat(
            SandboxClient.bexio(sandbox)
                .with("Authorization", "Bearer " + renewed.get("access_token").asText())
                .get("/2.0/company_profile")
                .status())
        .isEqualTo(401);
  }

  private JsonNode tokens(String scope) throws IOException, InterruptedException {
    return Json.MAPPER.readTree(token("code=" + code(scope), "code_verifier=" + VERIFIER).body());
  }

  private String code(String scope) throws IOException, InterruptedException {
    return location(authorize(scope)).replaceAll(".*code=([^&]+).*", "$1");
  }

  private HttpResponse<String> authorize(String scope) throws IOException, InterruptedException {
    return authorize(scope, REDIRECT, Sandbox.BEXIO_CLIENT_ID);
  }

  private HttpResponse<String> authorize(String scope, String redirect, String client)
      throws IOException, InterruptedException {
    return get(
        sandbox.issuerUrl()
            + "/protocol/openid-connect/auth?response_type=code&state=s&code_challenge_method=S256"
            + "&code_challenge="
            + CHALLENGE
            + "&client_id="
            + client
            + "&redirect_uri="
            + URLEncoder.encode(redirect, StandardCharsets.UTF_8)
            + "&scope="
            + URLEncoder.encode(scope, StandardCharsets.UTF_8),
        null);
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElseThrow();
  }

  private HttpResponse<String> refresh(String token) throws IOException, InterruptedException {
    return post("grant_type=refresh_token&refresh_token=" + token);
  }

  private HttpResponse<String> token(String code, String verifier)
      throws IOException, InterruptedException {
    return post(
        "grant_type=authorization_code&redirect_uri="
            + URLEncoder.encode(REDIRECT, StandardCharsets.UTF_8)
            + "&"
            + code
            + "&"
            + verifier);
  }

  private HttpResponse<String> post(String form) throws IOException, InterruptedException {
    return http.send(
        HttpRequest.newBuilder(URI.create(sandbox.issuerUrl() + "/protocol/openid-connect/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    form
                        + "&client_id="
                        + Sandbox.BEXIO_CLIENT_ID
                        + "&client_secret="
                        + Sandbox.BEXIO_CLIENT_SECRET))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> get(String address, String authorization)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address));
    if (authorization != null) {
      request.header("Authorization", authorization);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }
}
