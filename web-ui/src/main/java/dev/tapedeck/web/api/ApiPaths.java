package dev.tapedeck.web.api;

import dev.tapedeck.cassette.SessionId;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.ProviderDirectory;
import dev.tapedeck.exchange.ProviderRequest;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The addresses of this server, as the client that asks reaches it. */
final class ApiPaths {
    static final String ROOT = "/api/v1";
    static final String SESSIONS = ROOT + "/sessions";
    static final String CASSETTES = ROOT + "/cassettes";
    static final String INTERACTIONS = CASSETTES + "/{name}/interactions";
    static final String IMPORT = CASSETTES + "/{name}/import";
    static final String EXPORT = CASSETTES + "/{name}/export";
    static final String COPY = CASSETTES + "/{name}/copy";
    static final String VERIFY = CASSETTES + "/{name}/verify";
    static final String ARCHIVE = ROOT + "/archive";
    static final String PROVIDERS = ROOT + "/providers";
    static final String POLICIES = ROOT + "/policies";
    static final String CIRCUITS = ROOT + "/circuits";
    static final String PIPELINES = ROOT + "/pipelines";
    static final String SCHEMAS = ROOT + "/schemas";
    static final String BUILDS = ROOT + "/builds";
    static final String ARTIFACTS = ROOT + "/artifacts";
    static final String RUNS = ROOT + "/runs";
    static final String PLAYBOOKS = ROOT + "/playbooks";
    static final String AUDIT = ROOT + "/audit";
    static final String STATS = ROOT + "/stats";
    static final String EVENTS = ROOT + "/events";

    private ApiPaths() {}

    /** The base URLs to give to clients of a session, by provider. */
    static Map<String, String> ofSession(UriInfo uri, SessionId session, List<ProviderDirectory.Entry> providers) {
        Map<String, String> urls = new TreeMap<>();
        for (ProviderDirectory.Entry provider : providers) {
            String version = provider.dialect() == Dialect.OPENAI ? "/v1" : "";
            urls.put(
                    provider.name().value(),
                    "%s/session/%s/llm/%s%s".formatted(origin(uri), session, provider.name(), version));
        }
        return urls;
    }

    /** Where a request goes through the door. */
    static String ofCall(UriInfo uri, ProviderRequest request) {
        return "%s/llm/%s%s".formatted(origin(uri), request.provider(), request.target());
    }

    /** Something below a resource, such as one entry of a list. */
    static URI below(UriInfo uri, String resource, String segment) {
        return URI.create(origin(uri) + resource + "/" + segment);
    }

    private static String origin(UriInfo uri) {
        URI asked = uri.getRequestUri();
        return asked.getScheme() + "://" + asked.getRawAuthority();
    }
}
