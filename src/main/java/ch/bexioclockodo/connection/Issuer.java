package ch.bexioclockodo.connection;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.AuthorizationResponse;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.token.Token;
import com.nimbusds.oauth2.sdk.token.Tokens;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderConfigurationRequest;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;

/**
 * Speaks with bexio's issuer, whose addresses come from its own discovery document. All of the
 * protocol is the library's; here stands only what each answer means for the connection (facts:
 * bexio §2).
 */
public final class Issuer {

  private static final int SERVER_ERROR = 500;

  /** Without a word of the issuer an access token is taken to last so long, in seconds. */
  private static final long USUAL_LIFE = 300;

  private final com.nimbusds.oauth2.sdk.id.Issuer issuer;
  private final ClientID client;
  private final String secret;
  private final IssuerHttp http;
  private final InstantSource clock;
  private OIDCProviderMetadata metadata;

  /**
   * @param secret empty for a client that has none
   * @param patience how long a whole answer is waited for
   */
  public Issuer(
      String issuer, String clientId, String secret, Duration patience, InstantSource clock) {
    this.issuer = new com.nimbusds.oauth2.sdk.id.Issuer(issuer);
    this.client = new ClientID(clientId);
    this.secret = secret;
    this.http = new IssuerHttp(patience);
    this.clock = clock;
  }

  /** A refresh token that the issuer no longer accepts. */
  static final class GrantEnded extends Exception {
    private static final long serialVersionUID = 1L;

    GrantEnded(String said) {
      super(said);
    }
  }

  Consent newConsent(URI redirect, Set<String> scopes) {
    return new Consent(
        new State().getValue(),
        new CodeVerifier().getValue(),
        redirect.toString(),
        String.join(" ", new TreeSet<>(scopes)),
        clock.instant());
  }

  /** Where a person is sent to agree. */
  URI address(Consent consent) throws NoAccess {
    return new AuthorizationRequest.Builder(ResponseType.CODE, client)
        .endpointURI(metadata().getAuthorizationEndpointURI())
        .redirectionURI(URI.create(consent.redirect()))
        .scope(Scope.parse(consent.scopes()))
        .state(new State(consent.state()))
        .codeChallenge(new CodeVerifier(consent.verifier()), CodeChallengeMethod.S256)
        .build()
        .toURI();
  }

  /** The state in an address that a person came back with; null when there is none. */
  static String state(URI answer) {
    try {
      State state = AuthorizationResponse.parse(answer).getState();
      return state == null ? null : state.getValue();
    } catch (ParseException none) {
      return null;
    }
  }

  /** Takes the tokens for the consent that a person came back with. */
  Grant take(URI answer, Consent consent) throws NoAccess {
    AuthorizationResponse response = answer(answer);
    if (!response.indicatesSuccess()) {
      throw refuses(response.toErrorResponse().getErrorObject());
    }
    AuthorizationCode code = response.toSuccessResponse().getAuthorizationCode();
    if (code == null) {
      throw new NoAccess(NoAccess.Reason.ISSUER_REFUSES, "the address holds no code");
    }
    try {
      return tokens(
          new AuthorizationCodeGrant(
              code, URI.create(consent.redirect()), new CodeVerifier(consent.verifier())),
          consent.scopes());
    } catch (GrantEnded ended) {
      throw new NoAccess(NoAccess.Reason.ISSUER_REFUSES, ended.getMessage());
    }
  }

  /** Renews an access token; scopes never grow by that. */
  Grant refresh(String refreshToken) throws NoAccess, GrantEnded {
    return tokens(new RefreshTokenGrant(new RefreshToken(refreshToken)), "");
  }

  /** Makes the issuer forget a token and what depends on it. */
  void revoke(String refreshToken) throws NoAccess {
    URI endpoint = metadata().getRevocationEndpointURI();
    if (endpoint == null) {
      throw new NoAccess(NoAccess.Reason.ISSUER_REFUSES, "it offers no revocation");
    }
    Token token = new RefreshToken(refreshToken);
    TokenRevocationRequest request =
        secret.isEmpty()
            ? new TokenRevocationRequest(endpoint, client, token)
            : new TokenRevocationRequest(endpoint, authentication(), token);
    try {
      HTTPResponse response = request.toHTTPRequest().send(http);
      if (!response.indicatesSuccess()) {
        throw new NoAccess(
            NoAccess.Reason.ISSUER_REFUSES, "it answered " + response.getStatusCode());
      }
    } catch (IOException e) {
      throw silent(e);
    }
  }

  private Grant tokens(AuthorizationGrant grant, String askedScopes) throws NoAccess, GrantEnded {
    URI endpoint = metadata().getTokenEndpointURI();
    TokenRequest request =
        secret.isEmpty()
            ? new TokenRequest.Builder(endpoint, client, grant).build()
            : new TokenRequest.Builder(endpoint, authentication(), grant).build();
    Instant asked = clock.instant();
    try {
      HTTPResponse answer = request.toHTTPRequest().send(http);
      if (answer.getStatusCode() >= SERVER_ERROR) {
        throw new NoAccess(
            NoAccess.Reason.ISSUER_SILENT, issuer + " answered " + answer.getStatusCode());
      }
      TokenResponse response = TokenResponse.parse(answer);
      if (!response.indicatesSuccess()) {
        ErrorObject error = response.toErrorResponse().getErrorObject();
        if (OAuth2Error.INVALID_GRANT.getCode().equals(error.getCode())) {
          throw new GrantEnded(said(error));
        }
        throw refuses(error);
      }
      return grant(response.toSuccessResponse().getTokens(), asked, askedScopes);
    } catch (ParseException e) {
      // The library's own words may repeat the answer, which may hold a token.
      throw new NoAccess(
          NoAccess.Reason.ISSUER_SILENT, issuer + " gave an answer that is none of OAuth");
    } catch (NoAccess e) {
      throw e;
    } catch (IOException e) {
      throw silent(e);
    }
  }

  private static Grant grant(Tokens tokens, Instant asked, String askedScopes) {
    AccessToken access = tokens.getAccessToken();
    RefreshToken refresh = tokens.getRefreshToken();
    long life = access.getLifetime() > 0 ? access.getLifetime() : USUAL_LIFE;
    Scope granted = access.getScope() == null ? Scope.parse(askedScopes) : access.getScope();
    return new Grant(
        access.getValue(),
        refresh == null ? null : refresh.getValue(),
        asked,
        asked.plusSeconds(life),
        new TreeSet<>(granted.toStringList()));
  }

  private ClientSecretPost authentication() {
    return new ClientSecretPost(client, new Secret(secret));
  }

  private synchronized OIDCProviderMetadata metadata() throws NoAccess {
    if (metadata == null) {
      try {
        HTTPResponse answer =
            new OIDCProviderConfigurationRequest(issuer).toHTTPRequest().send(http);
        if (answer.getStatusCode() != HTTPResponse.SC_OK) {
          throw unusable("it answered " + answer.getStatusCode());
        }
        OIDCProviderMetadata found = OIDCProviderMetadata.parse(answer.getBodyAsJSONObject());
        if (!issuer.equals(found.getIssuer())) {
          throw unusable("it is of " + found.getIssuer());
        }
        mustBePrivate(found.getAuthorizationEndpointURI());
        mustBePrivate(found.getTokenEndpointURI());
        if (found.getRevocationEndpointURI() != null) {
          mustBePrivate(found.getRevocationEndpointURI());
        }
        metadata = found;
      } catch (ParseException e) {
        throw unusable(firstLine(e.getMessage()));
      } catch (NoAccess e) {
        throw e;
      } catch (IOException e) {
        throw silent(e);
      }
    }
    return metadata;
  }

  private void mustBePrivate(URI endpoint) throws NoAccess {
    if (endpoint == null) {
      throw unusable("it lacks an address");
    }
    if (!Loopback.isPrivate(endpoint)) {
      throw unusable(endpoint + " is not https");
    }
  }

  private NoAccess unusable(String why) {
    return new NoAccess(
        NoAccess.Reason.ISSUER_SILENT, issuer + " has no usable discovery document: " + why);
  }

  private static AuthorizationResponse answer(URI answer) throws NoAccess {
    try {
      return AuthorizationResponse.parse(answer);
    } catch (ParseException e) {
      throw new NoAccess(
          NoAccess.Reason.ISSUER_REFUSES, "this is not the address that bexio sends back to");
    }
  }

  private static NoAccess refuses(ErrorObject error) {
    return new NoAccess(NoAccess.Reason.ISSUER_REFUSES, said(error));
  }

  private static String said(ErrorObject error) {
    String code = error.getCode() == null ? "an error without a code" : error.getCode();
    return error.getDescription() == null ? code : code + ": " + firstLine(error.getDescription());
  }

  private NoAccess silent(IOException e) {
    return new NoAccess(NoAccess.Reason.ISSUER_SILENT, issuer + ": " + firstLine(e.getMessage()));
  }

  private static String firstLine(String message) {
    return message == null ? "no details" : message.lines().findFirst().orElse("no details");
  }
}
