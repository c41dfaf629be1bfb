package dev.tapedeck.storage.schema;

import dev.tapedeck.build.SchemaCheck;
import dev.tapedeck.build.SchemaCheckContract;

class NetworkntSchemaCheckTest extends SchemaCheckContract {
    private final SchemaCheck check = new NetworkntSchemaCheck();

    @Override
    protected SchemaCheck check() {
        return check;
    }
}
