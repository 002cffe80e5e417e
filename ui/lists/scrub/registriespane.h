// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/scrub/registrystore.h"
#include "ui/common/designtokens.h"
#include "ui/common/forward.h"

#include <QWidget>

class QProgressBar;
class QTimer;

namespace muster {

class Announcer;
class RegistriesModel;

/// The imported registries: which of them a file is scrubbed against, how old they are; imports, refreshes and removes
/// them.
class RegistriesPane : public QWidget
{
    Q_OBJECT

public:
    /// `store` outlives it.
    explicit RegistriesPane(RegistryStore &store, QWidget *parent = nullptr);
    [[nodiscard]] QList<Registry> chosen() const;

Q_SIGNALS:
    void chosenChanged();

private:
    QWidget *buildButtons();
    void add();
    void refresh();
    void askToRemove();
    void import(const RegistryOrder &order);
    void showRegistries();
    void showCurrent();
    void showImport(const Result<RegistryImport> &result);
    void showBusy();
    void tell(const QString &sentence, ColourRole role);
    [[nodiscard]] const Registry *current() const;

    RegistryStore &m_store;
    Announcer *const m_announcer;
    RegistriesModel *const m_model;
    DataTable *m_table = nullptr;
    PlainLabel *m_details = nullptr;
    PlainLabel *m_told = nullptr;
    PlainLabel *m_failed = nullptr;
    QProgressBar *m_progress = nullptr;
    QPushButton *m_stop = nullptr;
    QPushButton *m_add = nullptr;
    QPushButton *m_refresh = nullptr;
    QPushButton *m_remove = nullptr;
    QTimer *m_polling = nullptr;
};

} // namespace muster
