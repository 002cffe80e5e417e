// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "network/wire/apierror.h"

#include <QList>
#include <QString>

namespace muster {

/// An error in the words of the person's language. `what` and `todo` are whole sentences of our own; what the server
/// said is in `quote`, to be shown apart and marked as such (S29).
struct ErrorWords
{
    QString title; ///< A few words: "The server is throttling us".
    QString what; ///< What happened and to what.
    QString todo; ///< What to do next.
    QString quote; ///< Words of the server or the system; empty: none.
    QStringList faults; ///< "field: issue", from the server or a rule.
    QString requestId;
};

[[nodiscard]] ErrorWords errorWords(const ApiError &error);
/// what and todo in one line, for the command line, tool tips and tables.
[[nodiscard]] QString errorSentence(const ApiError &error);
/// All of it for the command line, a line each: what and todo, the faults, and whose words are quoted.
[[nodiscard]] QStringList errorLines(const ApiError &error);
/// The short name of a kind by its key ("server_trouble"), as journals and audits keep it.
[[nodiscard]] QString errorKeyText(const QString &key);
/// Every kind there is, in order; for the catalogue and its test.
[[nodiscard]] QList<ErrorKind> allErrorKinds();

} // namespace muster
