// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/numbers/numberverdict.h"
#include "network/wire/result.h"

#include <QByteArray>
#include <QIODevice>
#include <QList>
#include <QStringList>
#include <functional>
#include <memory>
#include <stop_token>

namespace muster {

class NumberEngine;

/// How the file of a registry is read.
struct RegistryFormat
{
    /// The column of the numbers, by its name or its place from 1; two or more are joined in this order, as where area
    /// code and number stand apart. Empty: the one that is named phone, number, ..., else the only one that holds
    /// numbers.
    QStringList columns;
    QString defaultRegion; ///< That national numbers are read with; empty: none.
    bool skipsUnreadable = false; ///< Rows without a number are left out, counted; else they refuse the file.
    bool operator==(const RegistryFormat &) const = default;
};

/// What a registry's file became; no number in it.
struct RegistryReport
{
    qint64 rows = 0; ///< With content; header and comments aside.
    qint64 numbers = 0, prefixes = 0; ///< Different ones.
    qint64 repeated = 0; ///< Rows that say again what another said.
    qint64 unreadable = 0; ///< Rows that were left out.
    QList<qint64> unreadableRows; ///< Places in the file from 1, the first maxNamedRows of them.
    QString sourceDigest; ///< SHA-256 of the file as it stands.
    QString digest; ///< Of what was made of it, see NumberSetFile::digest().
    bool operator==(const RegistryReport &) const = default;

    static constexpr qsizetype maxNamedRows = 20;
};

/// Reads a registry of numbers (a do-not-call registry, a list of disposable numbers) into a NumberSetFile. CSV and its
/// relatives, or one number a line; in which encoding and with which separator is guessed. A row that begins with # is
/// a comment; "+4470*" stands for all numbers that begin so. Letters are never taken for digits here:
/// a registry is a table of numbers, and a text in it is a sign that something else was given.
///
/// Memory: some 50 MiB whatever the file's length. `target` is replaced when all of it is read and synced, else it
/// stays as it was. Blocks; for a worker; some 300 ns a row.
///
/// Errors: those of openOutsideFile(), TableReader, refuseForeign() and the disk; BadInput "number_column_twice" and
/// "number_column_unclear" (`subject`: "row:column"), "csv_no_such_column" (the name), "unknown_region",
/// "no_numbers", "registry_needs_region" (every row that could not be read is a national number, and no region was
/// given), "registry_rows_unreadable" (`subject`: the source; `detail`: the first rows); LimitExceeded
/// "too_many_prefixes"; Cancelled.
class RegistryReader
{
public:
    using Progress = std::function<void(double share)>; ///< Of the file's bytes.

    RegistryReader(const NumberEngine &engine, RegistryFormat format);

    [[nodiscard]] Result<RegistryReport> readFile(const QString &file, const QString &target, const Progress &progress,
                                                  const std::stop_token &stop) const;
    /// The same of what was loaded; `name` is what errors call it.
    [[nodiscard]] Result<RegistryReport> read(std::unique_ptr<QIODevice> device, const QString &name,
                                              const QString &target, const Progress &progress,
                                              const std::stop_token &stop) const;

private:
    class Reading;

    const NumberEngine &m_engine;
    const RegistryFormat m_format;
};

} // namespace muster
