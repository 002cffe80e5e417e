// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/audiences/estimate/contactcolumns.h"

#include "models/audiences/estimate/fieldkinds.h"

namespace muster {

void ContactColumns::add(ContactField field)
{
    for (const FieldChunk &chunk : field.chunks)
        m_bytes += chunk.cells.bytes() + (chunk.keys ? chunk.cells.texts() * sizeof(double) : 0);
    m_places.insert(field.name, int(m_fields.size()));
    m_fields.push_back(std::move(field));
}

std::shared_ptr<const ContactColumns> ContactColumns::fromTable(const ContactTable::Snapshot &table,
                                                                const QString &idName, const QString &phoneName,
                                                                const std::stop_token &stop)
{
    auto columns = std::make_shared<ContactColumns>();
    columns->m_rows = table.rowCount();
    const auto add = [&](const QString &name, const auto &cellsOf) {
        if (columns->m_places.contains(name))
            return true;
        FieldKinds kinds;
        for (std::size_t chunk = 0; chunk < table.chunkCount(); ++chunk) {
            if (stop.stop_requested())
                return false;
            kinds.add(cellsOf(table.chunk(chunk)), columns->rowsIn(chunk));
        }
        columns->add(kinds.field(name));
        return true;
    };
    if (!add(idName, [](const ContactChunk &chunk) { return chunk.ids; })
        || !add(phoneName, [](const ContactChunk &chunk) { return chunk.phones; }))
        return nullptr;
    for (qsizetype i = 0; i < table.members().size(); ++i) {
        const auto member = std::size_t(i);
        if (!add(table.members()[i], [member](const ContactChunk &chunk) {
                return member < chunk.members.size() ? chunk.members[member] : TextColumn();
            }))
            return nullptr;
    }
    return columns;
}

} // namespace muster
