// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/lists/sanitizationdirective.h"
#include "network/wire/result.h"

#include <QObject>

namespace muster {

class ListWorkbench;
struct NumberListImport;
class WorkbenchView;
class Workspace;

/// Joins the directives pane to the stores of directives and number lists, and the workbench to what the lists hold.
class DirectivesController : public QObject
{
    Q_OBJECT

public:
    DirectivesController(WorkbenchView &view, ListWorkbench &bench, Workspace &workspace, QObject *parent = nullptr);

private:
    void load(const QString &name);
    void save(const SanitizationDirective &directive);
    void compare(const QString &name);
    void import(bool disposable);
    void imported(const Result<NumberListImport> &result);
    void removeList(const QString &id);
    void showNames();
    void showLists();
    void showMembers();
    void show(const SanitizationDirective &directive);

    WorkbenchView &m_view;
    ListWorkbench &m_bench;
    Workspace &m_workspace;
};

} // namespace muster
