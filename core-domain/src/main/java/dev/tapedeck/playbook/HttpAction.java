package dev.tapedeck.playbook;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tapedeck.declared.Members;
import dev.tapedeck.declared.Node;
import dev.tapedeck.declared.Node.Scalar;
import dev.tapedeck.declared.Spot;
import dev.tapedeck.exchange.AllowedHosts;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.Effect;
import dev.tapedeck.exchange.Headers;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.exchange.ProviderRequest;
import dev.tapedeck.exchange.Time;
import dev.tapedeck.playbook.ActionParam.Kind;
import java.net.URI;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code http}: calls one of the hosts that are allowed. The call goes the way of all calls, to a provider of the generic
 * dialect. Values that are put into a URL are percent-encoded, but for one that it begins with.
 */
public final class HttpAction implements Action {
    /** The setting that lists the hosts that may be called. */
    public static final String HOSTS = "tapedeck.playbooks.hosts";

    private static final Set<String> READING = Set.of("GET", "HEAD");
    private static final Set<Integer> PASSING = Set.of(408, 425, 429, 500, 502, 503, 504);
    private static final Pattern BEGINNING = Pattern.compile("https?://[^/{}?#]+(?=[/?#])");

    private static final List<ActionParam> PARAMS = List.of(
            ActionParam.required("url", Kind.TEXT, "a URL on a host that " + HOSTS + " allows")
                    .quoting(HttpAction::encoded),
            ActionParam.optional("method", Kind.TEXT, "the HTTP method; GET if it isn't given")
                    .of(List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")),
            ActionParam.optional("headers", Kind.OBJECT, "header fields by name"),
            ActionParam.optional("body", Kind.ANYTHING, "what is sent: text as it is, anything else as JSON"));

    private final AllowedHosts hosts;
    private final Time time;

    public HttpAction(AllowedHosts hosts, Time time) {
        this.hosts = hosts;
        this.time = time;
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, UTF_8).replace("+", "%20");
    }

    @Override
    public String name() {
        return "http";
    }

    @Override
    public String purpose() {
        return "Calls a host that is allowed; the result is the body of its answer, JSON or text.";
    }

    @Override
    public List<ActionParam> params() {
        return PARAMS;
    }

    @Override
    public Effect effect(Node.Mapping params) {
        return READING.contains(method(params)) ? Effect.SAFE : Effect.EFFECT;
    }

    @Override
    public boolean canBeAwaited(Node.Mapping params) {
        return effect(params) == Effect.SAFE;
    }

    @Override
    public Optional<String> target(Node.Mapping params) {
        return Values.member(params, "url")
                .map(Values::shown)
                .flatMap(AllowedHosts::uri)
                .flatMap(uri -> AllowedHosts.origin(uri)
                        .map(origin -> origin + path(uri).replaceAll("/+$", "")));
    }

    private static String method(Node.Mapping params) {
        return Values.member(params, "method").map(Values::shown).orElse("GET");
    }

    @Override
    public void check(Members params) {
        params.find("url").ifPresent(this::checkUrl);
        params.find("headers").flatMap(Spot::members).ifPresent(HttpAction::checkHeaders);
    }

    private void checkUrl(Spot spot) {
        Optional<String> fixed = ActionRouter.fixedText(spot);
        fixed.or(() -> beginning(spot))
                .filter(url -> hosts.provider(url).isEmpty())
                .ifPresent(url -> spot.report(hosts.refusal(url)));
    }

    /** The part of a URL with placeholders that names the host, if none is in that. */
    private static Optional<String> beginning(Spot spot) {
        Matcher matcher = BEGINNING.matcher(spot.textIfAny().orElse(""));
        return matcher.lookingAt() ? Optional.of(matcher.group()) : Optional.empty();
    }

    private static void checkHeaders(Members headers) {
        for (Map.Entry<String, Spot> header : headers.all()) {
            if (!header.getKey().matches("[A-Za-z0-9-]{1,100}")) {
                header.getValue().report("A header's name has letters, digits and dashes.");
            } else if (!(header.getValue().node() instanceof Scalar)) {
                header.getValue().mustBe("text");
            }
        }
    }

    @Override
    public ActionResult carryOut(ActionCall call) {
        String url = call.text("url").orElseThrow();
        Optional<ProviderName> provider = hosts.provider(url);
        if (provider.isEmpty()) {
            return new ActionResult.Failed(hosts.refusal(url), false);
        }
        URI uri = URI.create(url);
        if (leadsUpward(uri)) {
            return new ActionResult.Failed("A URL must not lead upward: take '.' and '..' out of its path.", false);
        }
        Optional<Headers> headers = headers(call);
        return headers.isEmpty()
                ? new ActionResult.Failed("A header must have a name and a value of one line.", false)
                : exchanged(call, request(call, provider.get(), uri, headers.get()));
    }

    private static String path(URI uri) {
        String path = uri.getRawPath();
        return path == null || path.isEmpty() ? "/" : path;
    }

    private static boolean leadsUpward(URI uri) {
        return Arrays.stream(path(uri).split("/", -1))
                .map(part -> part.replaceAll("(?i)%2e", "."))
                .anyMatch(part -> part.equals(".") || part.equals(".."));
    }

    private static ProviderRequest request(ActionCall call, ProviderName provider, URI uri, Headers headers) {
        Optional<Node> body = call.param("body");
        boolean isJson = body.filter(value -> !(value instanceof Scalar scalar && scalar.kind() == Scalar.Kind.TEXT))
                .isPresent();
        boolean isTyped = headers.contentType().isPresent();
        return new ProviderRequest(
                provider,
                Dialect.GENERIC,
                method(call.params()),
                path(uri),
                Optional.ofNullable(uri.getRawQuery()),
                isJson && !isTyped ? headers.with("Content-Type", "application/json") : headers,
                body.map(Values::shown).map(Bytes::utf8).orElse(Bytes.EMPTY));
    }

    private static Optional<Headers> headers(ActionCall call) {
        List<Headers.Field> fields = new ArrayList<>();
        if (call.param("headers").orElse(Values.NOTHING) instanceof Node.Mapping given) {
            Map<String, Node> sorted = new TreeMap<>();
            given.members().forEach(member -> sorted.put(member.name(), member.value()));
            sorted.forEach((name, value) -> fields.add(new Headers.Field(name, Values.shown(value))));
        }
        boolean areLawful = fields.stream()
                .allMatch(field -> field.name().matches("[A-Za-z0-9-]{1,100}")
                        && field.value().chars().noneMatch(Character::isISOControl));
        return areLawful ? Optional.of(new Headers(fields).endToEnd()) : Optional.empty();
    }

    private ActionResult exchanged(ActionCall call, ProviderRequest request) {
        Exchanged exchanged = Exchanged.of(call.asking(request, call.effect()), call.stage(), Optional.empty(), time);
        call.stage().timeline().accept(exchanged.entry(Optional.empty(), Optional.empty(), Optional.empty()));
        return exchanged.status() < 400
                ? new ActionResult.Done(value(exchanged))
                : new ActionResult.Failed(
                        "%s %s was answered with status %d."
                                .formatted(request.method(), request.path(), exchanged.status()),
                        call.deadline().isPresent() || PASSING.contains(exchanged.status()));
    }

    private static Node value(Exchanged exchanged) {
        String text = exchanged.body().text();
        String type = exchanged.headers().mediaType();
        boolean isJson = type.equals("application/json") || type.endsWith("+json");
        return isJson ? Values.parsed(text).orElseGet(() -> Values.text(text)) : Values.text(text);
    }
}
