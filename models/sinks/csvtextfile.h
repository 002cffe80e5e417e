// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/sinks/csvwriter.h"
#include "models/store/durablewriter.h"

#include <initializer_list>

namespace muster {

/// Rows of texts, each about a contact, as CSV for spreadsheets (see CsvWriter): lists for a person to see to. The file
/// appears when it is complete and synced, mode 0600. Blocks on the disk; one thread.
class CsvTextFile
{
public:
    /// `columns`: behind the contact's id. "exists" where there is a file.
    [[nodiscard]] static Result<CsvTextFile> create(const QString &file, const QStringList &columns);

    [[nodiscard]] Result<void> add(std::string_view id, std::initializer_list<std::string_view> texts);
    [[nodiscard]] Result<void> finish();

private:
    CsvTextFile(DurableWriter out, const QStringList &columns);
    [[nodiscard]] Result<void> flush();

    DurableWriter m_out;
    CsvWriter m_writer;
    ByteBuffer m_buffer;
};

} // namespace muster
