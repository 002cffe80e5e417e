// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>
#include <functional>

class QWidget;

namespace muster {

class Run;
class RunManager;
class TenantSession;

/// Takes a run up again, after a person's word where one is needed: a halted run is re-armed by it (F21), a purge that
/// was locked is let go on (F23), a plan that changes a list goes on only when it is asked for, what changes a production
/// tenant only once that is allowed (S42), and an export whose segment was recalculated meanwhile begins again or goes on
/// (F119). `resumed` is called when it runs; a refusal is told in words. All but `parent` and `runId` outlive the question,
/// or it has no answer.
void askToResume(QWidget *parent, RunManager &runs, TenantSession &session, const QString &runId,
                 std::function<void(Run *run)> resumed);

} // namespace muster
