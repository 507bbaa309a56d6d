package ch.bexioclockodo.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * bexio's issuer, {@code bexio.md} §2: a Keycloak realm whose only user signs in and agrees at
 * once.
 */
final class IssuerApi implements Api {

  static final String REALM = "/realms/bexio";
  private static final String PROTOCOL = REALM + "/protocol/openid-connect";
  private static final int KEY_BITS = 2048;

  private final World world;
  private final IssuerRules rules;
  private final IssuedTokens tokens;
  private final Router router = new Router();

  /** Making one takes longer than everything else of a sandbox. */
  private static RSAKey key;

  IssuerApi(World world, IssuerRules rules, IssuedTokens tokens) {
    this.world = world;
    this.rules = rules;
    this.tokens = tokens;
    router.add("GET " + REALM + "/.well-known/openid-configuration", this::discovery);
    router.add("GET " + PROTOCOL + "/auth", this::authorize);
    router.add("POST " + PROTOCOL + "/token", this::token);
    router.add("POST " + PROTOCOL + "/revoke", this::revoke);
    router.add("GET " + PROTOCOL + "/certs", call -> certs());
    router.add("GET " + PROTOCOL + "/userinfo", this::userinfo);
  }

  @Override
  public String side() {
    return "issuer";
  }

  @Override
  public String prefix() {
    return "";
  }

  @Override
  public Router router() {
    return router;
  }

  /** What a token is asked with. */
  @Override
  public String rowKey(Call call) {
    return call.method().equals("POST") ? call.jsonObject().path("grant_type").asText() : "";
  }

  @Override
  public Answer answer(Call call) {
    return call.route().exists()
        ? call.route().action().apply(call)
        : error(call, 404, "not_found");
  }

  @Override
  public Answer error(Call call, int status, String message) {
    return Answer.json(status, Json.object("error", message == null ? "server_error" : message));
  }

  @Override
  public Answer tooManyRequests(Call call, Integer seconds) {
    return error(call, 429, "slow_down");
  }

  private static String issuer(Call call) {
    return "http://" + call.header("Host") + REALM;
  }

  private Answer discovery(Call call) {
    String protocol = "http://" + call.header("Host") + PROTOCOL;
    ObjectNode document =
        Json.object(
            "issuer",
            issuer(call),
            "authorization_endpoint",
            protocol + "/auth",
            "token_endpoint",
            protocol + "/token",
            "revocation_endpoint",
            protocol + "/revoke",
            "userinfo_endpoint",
            protocol + "/userinfo",
            "jwks_uri",
            protocol + "/certs",
            "response_types_supported",
            List.of("code"),
            "subject_types_supported",
            List.of("public"),
            "id_token_signing_alg_values_supported",
            List.of("RS256"));
    document.set("code_challenge_methods_supported", Json.array(List.of()).add("S256"));
    return Answer.json(200, document);
  }

  /** An unknown client or address is a page, never a redirect; anything else goes back there. */
  private Answer authorize(Call call) {
    String redirect = call.query("redirect_uri");
    if (!Sandbox.BEXIO_CLIENT_ID.equals(call.query("client_id"))
        || redirect == null
        || !redirect.matches("http://localhost:\\d+/bexio-clockodo/connection/callback")) {
      return Answer.html(400);
    }
    Set<String> scopes = scopes(call.query("scope"));
    if (!"code".equals(call.query("response_type"))
        || !"S256".equals(call.query("code_challenge_method"))
        || call.query("code_challenge") == null) {
      return back(call, redirect, "error=invalid_request");
    }
    if (!rules.grantable().containsAll(scopes)) {
      return back(call, redirect, "error=invalid_scope");
    }
    return back(
        call,
        redirect,
        rules.agrees()
            ? "code=" + tokens.code(scopes, redirect, call.query("code_challenge"))
            : "error=access_denied");
  }

  private static Answer back(Call call, String redirect, String answer) {
    String state =
        call.query("state") == null
            ? ""
            : "&state=" + URLEncoder.encode(call.query("state"), StandardCharsets.UTF_8);
    return Answer.raw(302, Answer.HTML_TYPE, new byte[0])
        .header("Location", redirect + "?" + answer + state);
  }

  private Answer token(Call call) {
    ObjectNode form = call.jsonObject();
    if (!isClient(form)) {
      return error(call, 401, "invalid_client");
    }
    Optional<IssuedTokens.Session> session =
        switch (form.path("grant_type").asText()) {
          case "authorization_code" ->
              tokens.redeem(
                  form.path("code").asText(),
                  form.path("redirect_uri").asText(),
                  form.path("code_verifier").asText());
          case "refresh_token" -> tokens.use(form.path("refresh_token").asText(), rules);
          default -> Optional.empty();
        };
    return session.isEmpty() ? error(call, 400, "invalid_grant") : given(call, form, session.get());
  }

  private Answer given(Call call, ObjectNode form, IssuedTokens.Session session) {
    long life = rules.accessTokenLife().toSeconds();
    ObjectNode answer =
        Json.object(
            "access_token",
            tokens.access(session, Instant.now().plusSeconds(life)),
            "token_type",
            "Bearer",
            "expires_in",
            life);
    boolean first = form.path("grant_type").asText().equals("authorization_code");
    if (session.scopes().contains("offline_access") && (first || rules.rotates())) {
      answer.put("refresh_token", tokens.refresh(session));
    }
    if (rules.tellsScopes()) {
      answer.put("scope", String.join(" ", session.scopes()));
    }
    if (first && session.scopes().contains("openid")) {
      answer.put("id_token", idToken(call));
    }
    return Answer.json(200, answer);
  }

  private Answer revoke(Call call) {
    ObjectNode form = call.jsonObject();
    if (!isClient(form)) {
      return error(call, 401, "invalid_client");
    }
    tokens.revoke(form.path("token").asText());
    return Answer.raw(200, Answer.HTML_TYPE, new byte[0]);
  }

  private Answer certs() {
    try {
      return Answer.json(
          200, Json.MAPPER.valueToTree(new JWKSet(key().toPublicJWK()).toJSONObject()));
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The fields that were seen at bexio's. */
  private Answer userinfo(Call call) {
    String authorization = String.valueOf(call.header("Authorization"));
    if (tokens.accepts(authorization.replace("Bearer ", ""), Instant.now()).isEmpty()) {
      return error(call, 401, "invalid_token");
    }
    ObjectNode company = world.bexio().table("company_profile").list().get(0);
    return Answer.json(
        200,
        Json.object(
            "sub",
            "sandbox-user",
            "email",
            "nadia.keller@limmat-ingenieure.example",
            "company_id",
            company.path("id").asInt(),
            "company_name",
            company.path("name").asText(),
            "company_user_id",
            1));
  }

  private static boolean isClient(ObjectNode form) {
    return Sandbox.BEXIO_CLIENT_ID.equals(form.path("client_id").asText())
        && Sandbox.BEXIO_CLIENT_SECRET.equals(form.path("client_secret").asText());
  }

  private static Set<String> scopes(String scope) {
    Set<String> scopes = new LinkedHashSet<>(List.of(String.valueOf(scope).split(" ")));
    scopes.remove("");
    return scopes;
  }

  private String idToken(Call call) {
    Instant now = Instant.now();
    SignedJWT token =
        new SignedJWT(
            new JWSHeader(JWSAlgorithm.RS256),
            new JWTClaimsSet.Builder()
                .issuer(issuer(call))
                .subject("sandbox-user")
                .audience(Sandbox.BEXIO_CLIENT_ID)
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(rules.accessTokenLife())))
                .build());
    try {
      token.sign(new RSASSASigner(key()));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static synchronized RSAKey key() throws JOSEException {
    if (key == null) {
      key = new RSAKeyGenerator(KEY_BITS).keyID("sandbox").generate();
    }
    return key;
  }
}
