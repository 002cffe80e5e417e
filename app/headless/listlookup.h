// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "app/console.h"
#include "models/lists/listworkbench.h"
#include "models/rules/lists/lookupterms.h"
#include "models/runs/run.h"
#include "network/wire/result.h"

#include <QJsonObject>
#include <QPointer>

namespace muster {

class Workspace;

/// The look-up of `muster lists sanitize --lookup`: opens what is known already, says what is to be asked and what it
/// may cost, asks, and leaves the workbench with the answers. Numbers without an answer are not checked.
class ListLookup : public QObject
{
    Q_OBJECT

public:
    ListLookup(ListWorkbench &bench, Workspace &workspace, Console &console, LookupSource source, LookupTerms terms);

    /// The list is read. finished() or failed() follows.
    void start();
    [[nodiscard]] Run *run() const { return m_run; } ///< nullptr: none yet, or none needed.
    [[nodiscard]] const QJsonObject &facts() const { return m_facts; } ///< Counts and money, for `--json`.

Q_SIGNALS:
    void finished();
    void failed(const muster::ApiError &error, muster::RunOutcome::Kind kind);

private:
    void useTypes();
    void ask(const LookupDemand &demand);
    void end(const RunOutcome &outcome);

    ListWorkbench &m_bench;
    Workspace &m_workspace;
    Console &m_console;
    const LookupSource m_source;
    const LookupTerms m_terms;
    QPointer<Run> m_run;
    QJsonObject m_facts;
};

} // namespace muster
