package dev.tapedeck.storage.database;

import dev.tapedeck.build.ArtifactId;
import dev.tapedeck.build.UnitFailure;
import java.sql.SQLException;
import java.util.Optional;

/** The columns of why nothing came of a unit or a request; all are empty if nothing failed. */
record FailureColumns(
        Optional<String> code, Optional<String> message, Optional<Boolean> permanent, Optional<String> body) {

    static FailureColumns of(Optional<UnitFailure> failure) {
        return new FailureColumns(
                failure.map(UnitFailure::code),
                failure.map(UnitFailure::message),
                failure.map(UnitFailure::permanent),
                failure.flatMap(UnitFailure::body).map(ArtifactId::value));
    }

    static Optional<UnitFailure> failure(Row row) throws SQLException {
        Optional<String> code = row.optionalText("failure_code");
        return code.isEmpty()
                ? Optional.empty()
                : Optional.of(new UnitFailure(
                        code.get(),
                        row.text("failure_message"),
                        row.flag("failure_permanent"),
                        row.optional("failure_body", ArtifactId::new)));
    }
}
