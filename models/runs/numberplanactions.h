// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/numberplanstore.h"

#include <QObject>
#include <functional>
#include <memory>

namespace muster {

class Workspace;

/// What a person does about the numbering plans: has a file read and compared, and chooses which plans hold from the next
/// start on. The disk is waited for on other threads; a choice is in the history before it is told of. One at a time. GUI
/// thread; whoever makes one keeps it no longer than the workspace.
class NumberPlanActions : public QObject
{
    Q_OBJECT

public:
    using Checked = std::shared_ptr<const CheckedPlans>;

    explicit NumberPlanActions(Workspace &workspace, QObject *parent = nullptr);

    /// See NumberPlanStore::check(). checked() or failed().
    void check(const QString &file);
    /// See NumberPlanStore::useFile() and useOwn(). changed() or failed().
    void useFile(const Checked &checked, QDate released);
    void useOwn(PlanUse use);

Q_SIGNALS:
    void checked(const muster::NumberPlanActions::Checked &plans);
    void changed();
    void failed(const muster::ApiError &error);

private:
    void choose(std::function<Result<void>(NumberPlanStore &store)> change, const QString &sha256);

    Workspace &m_workspace;
};

} // namespace muster
