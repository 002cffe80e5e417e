// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/lists/contactanswers.h"
#include "models/rules/lists/linetypes.h"
#include "models/rules/lists/lookupterms.h"

#include <QObject>
#include <QPointer>

namespace muster {

class ListWorkbench;
class LookupService;
class LookupSection;
class Run;
struct RunOutcome;
class TenantSession;
class WorkbenchView;
class Workspace;

/// Joins the section "Line type lookup" to the look-up service, the workbench and the run manager. Made anew for each
/// session: what the sandbox made up is for its own lists.
class LookupController : public QObject
{
    Q_OBJECT

public:
    LookupController(WorkbenchView &view, ListWorkbench &bench, TenantSession &session, Workspace &workspace,
                     QObject *parent = nullptr);

private:
    void joinSection();
    void joinQueries();
    void turn(bool isOn);
    void useTypes();
    void count();
    void ask();
    void start();
    void follow(Run *run);
    void end(const RunOutcome &outcome);
    void askForget();
    void showKept();

    LookupSection &m_section;
    ListWorkbench &m_bench;
    Workspace &m_workspace;
    LookupService &m_lookups;
    const LookupSource m_source;
    LookupDemand m_demand;
    LookupTerms m_confirmed;
    QPointer<Run> m_run;
};

} // namespace muster
