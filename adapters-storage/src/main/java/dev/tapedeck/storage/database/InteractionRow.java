package dev.tapedeck.storage.database;

import dev.tapedeck.cassette.RequestKey;
import dev.tapedeck.cassette.Ticket;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.Dialect;
import dev.tapedeck.exchange.Lane;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.exchange.ProviderRequest;
import jakarta.persistence.Column;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.MappedSuperclass;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A row of {@code interaction}: what was asked. Never updated. */
@MappedSuperclass
public abstract class InteractionRow {
    @EmbeddedId
    private InteractionId id;

    @Column(name = "lane")
    private String lane;

    @Column(name = "request_key")
    private String requestKey;

    @Column(name = "provider")
    private String provider;

    @Column(name = "dialect")
    private String dialect;

    @Column(name = "method")
    private String method;

    @Column(name = "path")
    private String path;

    @Column(name = "query")
    private @Nullable String query;

    @Column(name = "request_headers")
    private String requestHeaders;

    @Column(name = "request_body")
    private byte[] requestBody;

    @Column(name = "model")
    private @Nullable String model;

    @Column(name = "recorded_at")
    private Instant recordedAt;

    @Column(name = "findings")
    private String findings;

    protected InteractionRow() {}

    void fill(InteractionId newId, Ticket ticket) {
        id = newId;
        lane = ticket.lane().name();
        requestKey = ticket.key().value();
        provider = ticket.request().provider().value();
        dialect = ticket.request().dialect().id();
        method = ticket.request().method();
        path = Columns.plain(ticket.request().path());
        query = ticket.request().query().map(Columns::plain).orElse(null);
        requestHeaders = Columns.of(ticket.request().headers());
        requestBody = ticket.request().body().array();
        model = ticket.model().map(Columns::plain).orElse(null);
        recordedAt = ticket.recordedAt();
        findings = Columns.of(ticket.findings());
    }

    int number() {
        return id.number();
    }

    Ticket ticket() {
        return new Ticket(Lane.of(lane), new RequestKey(requestKey), request(), recordedAt, Columns.findings(findings));
    }

    private ProviderRequest request() {
        return new ProviderRequest(
                new ProviderName(provider),
                Dialect.find(dialect).orElseThrow(() -> JsonColumn.unreadable("a dialect")),
                method,
                path,
                Optional.ofNullable(query),
                Columns.headers(requestHeaders),
                Bytes.wrap(requestBody));
    }
}
