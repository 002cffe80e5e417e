// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QStringList>

class QWidget;

namespace muster {
class RunListModel;
}

namespace muster::test {

/// Every page, pane and dialog of the program with samples in it, as the sweep looks at them. A new one gets a name
/// here and a case in makeSwept().
inline const QStringList sweptNames{QStringLiteral("segments"),
                                    QStringLiteral("activity"),
                                    QStringLiteral("history"),
                                    QStringLiteral("connections"),
                                    QStringLiteral("navigation"),
                                    QStringLiteral("status"),
                                    QStringLiteral("error"),
                                    QStringLiteral("lists"),
                                    QStringLiteral("csv file"),
                                    QStringLiteral("workbench"),
                                    QStringLiteral("apply"),
                                    QStringLiteral("list run"),
                                    QStringLiteral("restore"),
                                    QStringLiteral("save contacts"),
                                    QStringLiteral("enrich"),
                                    QStringLiteral("enrich review"),
                                    QStringLiteral("field"),
                                    QStringLiteral("mapping words"),
                                    QStringLiteral("webhooks"),
                                    QStringLiteral("save rejects"),
                                    QStringLiteral("transcripts"),
                                    QStringLiteral("fetch"),
                                    QStringLiteral("policies"),
                                    QStringLiteral("review"),
                                    QStringLiteral("transcript"),
                                    QStringLiteral("audiences"),
                                    QStringLiteral("audience"),
                                    QStringLiteral("known webhooks"),
                                    QStringLiteral("move to"),
                                    QStringLiteral("one of"),
                                    QStringLiteral("strip"),
                                    QStringLiteral("number condition"),
                                    QStringLiteral("text condition"),
                                    QStringLiteral("date condition"),
                                    QStringLiteral("yes or no condition"),
                                    QStringLiteral("welcome"),
                                    QStringLiteral("files"),
                                    QStringLiteral("masked file"),
                                    QStringLiteral("manual"),
                                    QStringLiteral("shortcuts"),
                                    QStringLiteral("find"),
                                    QStringLiteral("samples"),
                                    QStringLiteral("diagnostics"),
                                    QStringLiteral("notices"),
                                    QStringLiteral("numbering plans"),
                                    QStringLiteral("history of a run"),
                                    QStringLiteral("all runs"),
                                    QStringLiteral("two runs"),
                                    QStringLiteral("team database"),
                                    QStringLiteral("run trend"),
                                    QStringLiteral("team's activity"),
                                    QStringLiteral("two exports"),
                                    QStringLiteral("retention of the history"),
                                    QStringLiteral("stale lists"),
                                    QStringLiteral("settings"),
                                    QStringLiteral("do-not-call"),
                                    QStringLiteral("do-not-call groups"),
                                    QStringLiteral("delete lists"),
                                    QStringLiteral("deletion of lists"),
                                    QStringLiteral("scrub"),
                                    QStringLiteral("import of a registry"),
                                    QStringLiteral("capabilities"),
                                    QStringLiteral("check of an upload"),
                                    QStringLiteral("counts of an upload"),
                                    QStringLiteral("schedules"),
                                    QStringLiteral("schedule"),
                                    QStringLiteral("change of groups"),
                                    QStringLiteral("undo of groups"),
                                    QStringLiteral("labelled file"),
                                    QStringLiteral("labels of two people"),
                                    QStringLiteral("fix cells"),
                                    QStringLiteral("matching")};

/// `page` is a place in sweptNames; the caller owns it. `runs` outlives it and has a run.
[[nodiscard]] QWidget *makeSwept(int page, RunListModel *runs);

} // namespace muster::test
