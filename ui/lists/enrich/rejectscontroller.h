// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/rules/exportorder.h"
#include "network/wire/result.h"

#include <QDialog>
#include <QObject>
#include <QPointer>

namespace muster {

class EnrichCheckRun;
class EnrichPage;
class TenantSession;
class TextProfileChoice;
class Workspace;

/// For whom the rows that do not fit are written. The file itself is chosen afterwards.
class SaveRejectsDialog : public QDialog
{
    Q_OBJECT
    Q_CLASSINFO("help", "enrichment#rows-that-do-not-fit")

public:
    SaveRejectsDialog(qint64 rows, TextProfile profile, QWidget *parent = nullptr);
    [[nodiscard]] TextProfile profile() const;

private:
    TextProfileChoice *m_profile = nullptr;
};

/// Writes the rows that a check rejected into a file: the check is made once more, this time with that file. Ends with
/// what it is about, when the page is left or the mapping changes.
class RejectsController : public QObject
{
    Q_OBJECT

public:
    RejectsController(EnrichPage &page, TenantSession &session, Workspace &workspace, QObject *parent = nullptr);
    ~RejectsController() override;

private:
    void ask();
    void write(const QString &file);
    void stop();
    void end();
    [[nodiscard]] QString outcomeText(const EnrichCheckRun &run, bool &good) const;

    EnrichPage &m_page;
    TenantSession &m_session;
    Workspace &m_workspace;
    TextProfile m_profile = TextProfile::Spreadsheets; ///< As chosen last.
    QString m_digest; ///< Of the file whose findings are shown.
    QPointer<EnrichCheckRun> m_run;
};

} // namespace muster
