package dev.tapedeck.storage.database;

import dev.tapedeck.build.ArtifactId;
import dev.tapedeck.build.BuildId;
import dev.tapedeck.build.Fingerprint;
import dev.tapedeck.build.Provenance;
import dev.tapedeck.build.UnitRef;
import dev.tapedeck.cassette.RequestKey;
import dev.tapedeck.exchange.Bytes;
import dev.tapedeck.exchange.ProviderName;
import dev.tapedeck.pipeline.PipelineName;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The table {@code provenance}. Every method needs a transaction. */
final class ProvenanceRows {
    private static final int MOST = 100;
    private static final String COLUMNS =
            "artifact,fingerprint,build,pipeline,layer,unit,label,provider,model,parents,missing,request_key,interaction,input_tokens,output_tokens,cost,noted_at";
    private static final String INSERT = WholeRows.of("provenance", COLUMNS, "fingerprint_digest,unit_digest")
            .insert();
    private static final String SELECT = "select " + COLUMNS + " from provenance ";

    private final Statements statements;

    ProvenanceRows(Statements statements) {
        this.statements = statements;
    }

    void add(List<Provenance> provenances) {
        statements.changeEach(
                INSERT, provenances.stream().map(ProvenanceRows::columns).toList());
    }

    /** The latest of each of these fingerprints, by its value. */
    Map<String, Provenance> latest(Collection<String> fingerprints) {
        List<Long> numbers = statements.select(
                Subject.ARTIFACTS,
                row -> row.count("number"),
                "select max(p.number) as number from " + Wanted.BY_TEXT
                        + "provenance p on p.fingerprint_digest = wanted.item where p.number is not null group by wanted.item",
                Wanted.texts(fingerprints.stream()));
        Map<String, Provenance> latest = new HashMap<>();
        statements.each(
                Subject.ARTIFACTS,
                ProvenanceRows::provenance,
                provenance -> latest.put(provenance.fingerprint().value(), provenance),
                "select p.* from " + Wanted.BY_BIGINT
                        + "provenance p on p.number = wanted.item where p.number is not null",
                Wanted.bigints(numbers.stream()));
        return latest;
    }

    List<Provenance> of(ArtifactId artifact) {
        return statements.select(
                Subject.of(artifact),
                ProvenanceRows::provenance,
                SELECT + "where artifact = ? order by artifact desc, number desc limit ?",
                artifact.value(),
                MOST);
    }

    Optional<Provenance> latest(PipelineName pipeline, String layer, String label, BuildId before) {
        return statements.first(
                Subject.ARTIFACTS,
                ProvenanceRows::provenance,
                SELECT + "where unit_digest = ? and build < ? order by unit_digest desc, number desc limit 1",
                unitDigest(pipeline, layer, label),
                before.value());
    }

    /** Names of units may be longer than an index allows. */
    private static String unitDigest(PipelineName pipeline, String layer, String label) {
        return ArtifactId.of(Bytes.utf8(TextList.write(List.of(pipeline.value(), layer, label))))
                .value();
    }

    private static @Nullable Object[] columns(Provenance provenance) {
        return new @Nullable Object[] {
            provenance.artifact().value(),
            TextMap.write(provenance.fingerprint().components()),
            provenance.build().value(),
            provenance.pipeline().value(),
            provenance.unit().layer(),
            provenance.unit().number(),
            provenance.label(),
            provenance.provider().value(),
            provenance.model(),
            TextList.write(provenance.parents().stream().map(ArtifactId::value).toList()),
            TextList.write(provenance.missing()),
            provenance.request().value(),
            provenance.interaction(),
            provenance.usage().map(Provenance.Tokens::input),
            provenance.usage().map(Provenance.Tokens::output),
            provenance.cost(),
            provenance.at(),
            provenance.fingerprint().value(),
            unitDigest(provenance.pipeline(), provenance.unit().layer(), provenance.label())
        };
    }

    private static Provenance provenance(Row anyRow) throws SQLException {
        ArtifactId artifact = anyRow.value("artifact", ArtifactId::new);
        Row row = anyRow.about(Subject.of(artifact));
        return new Provenance(
                artifact,
                row.value("fingerprint", text -> new Fingerprint(TextMap.read(text))),
                row.value("build", BuildId::new),
                row.value("pipeline", PipelineName::new),
                new UnitRef(row.text("layer"), row.number("unit")),
                row.text("label"),
                row.value("provider", ProviderName::new),
                row.text("model"),
                row.value("parents", ProvenanceRows::artifacts),
                row.value("missing", TextList::read),
                row.value("request_key", RequestKey::new),
                row.optionalText("interaction"),
                usage(row),
                row.money("cost"),
                row.time("noted_at"));
    }

    private static List<ArtifactId> artifacts(String column) {
        return TextList.read(column).stream().map(ArtifactId::new).toList();
    }

    private static Optional<Provenance.Tokens> usage(Row row) throws SQLException {
        long output = row.count("output_tokens");
        return row.optionalCount("input_tokens").map(input -> new Provenance.Tokens(input, output));
    }
}
