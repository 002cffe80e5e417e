// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include "models/items/audiencemodels.h"
#include "models/rules/criteria/criteriafield.h"

#include <QObject>

class QTimer;

namespace muster {

class AudienceEditor;
class JsonFile;

/// The draft of one tab as sentence, JSON and findings: follows the tree, and takes back what is typed or imported as
/// JSON as one step.
class DraftPanes : public QObject
{
    Q_OBJECT

public:
    explicit DraftPanes(AudienceEditor &editor, QObject *parent = nullptr);
    /// What is wrong with the draft as it is now.
    struct Findings
    {
        QList<CriteriaLine> lines; ///< Errors first.
        int errors = 0; ///< It cannot be registered with any.
    };
    [[nodiscard]] Findings findings() const;
    void setFields(const CriteriaFields &fields); ///< What is known of the fields that conditions name.

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void joinJson();
    void follow();
    void showWords();
    void showJson();
    void showFindings();
    void takeJson(const QByteArray &json);
    /// Criteria of the service or JsonLogic.
    void takeImported(const QByteArray &text);
    void importFile();
    void exportFile(bool asLogic);

    AudienceEditor &m_editor;
    QTimer *m_pause = nullptr; ///< Several changes at once are shown once.
    JsonFile *m_file = nullptr;
    bool m_takingJson = false;
};

} // namespace muster
