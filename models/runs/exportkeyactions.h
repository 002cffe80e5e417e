// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/store/exportkey.h"

#include <QObject>
#include <stop_token>

namespace muster {

class Workspace;

/// What a person does about the key of the pseudonyms in exports. It is in the history before it is told of. GUI
/// thread; whoever makes one keeps it no longer than the workspace.
class ExportKeyActions : public QObject
{
    Q_OBJECT

public:
    explicit ExportKeyActions(Workspace &workspace, QObject *parent = nullptr);
    ~ExportKeyActions() override { m_stop.request_stop(); }

    /// nullopt: none was ever needed.
    [[nodiscard]] std::optional<ExportKey::Info> info() const;
    /// Asked for by who has seen what it breaks, see ExportKey::replace(). replaced() or failed(); where only the
    /// history could not be written, both.
    void replace();

Q_SIGNALS:
    void replaced(const muster::ExportKey::Info &info);
    void failed(const muster::ApiError &error);

private:
    [[nodiscard]] QCoro::Task<void> answerReplace(std::stop_token stop);

    Workspace &m_workspace;
    std::stop_source m_stop;
};

} // namespace muster
