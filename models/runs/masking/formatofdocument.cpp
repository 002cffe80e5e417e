// SPDX-FileCopyrightText: The Muster authors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "models/runs/masking/formatofdocument.h"

#include "models/rules/documents/jsonoutline.h"

namespace muster {

std::string_view documentFormKey(DocumentForm form)
{
    switch (form) {
    case DocumentForm::Json:
        return "json";
    case DocumentForm::JsonLines:
        return "jsonl";
    case DocumentForm::Text:
        break;
    }
    return "text";
}

std::optional<DocumentForm> documentFormOfKey(std::string_view key)
{
    for (const DocumentForm form : {DocumentForm::Json, DocumentForm::JsonLines, DocumentForm::Text}) {
        if (documentFormKey(form) == key)
            return form;
    }
    return std::nullopt;
}

std::optional<DocumentForm> formatOfDocument(QByteArrayView head, bool isAll)
{
    static constexpr QByteArrayView mark("\xef\xbb\xbf");
    if (!isAll && head.size() < mark.size() && mark.startsWith(head))
        return std::nullopt;
    if (head.startsWith(mark))
        head = head.sliced(mark.size());
    qsizetype begin = 0;
    while (begin < head.size() && QByteArrayView(" \t\r\n").contains(head[begin]))
        ++begin;
    if (begin == head.size())
        return isAll ? std::optional(DocumentForm::Text) : std::nullopt;
    const char first = head[begin];
    if (first != '{' && first != '[' && first != '"')
        return DocumentForm::Text;
    const qsizetype feed = head.indexOf('\n', begin);
    if (feed < 0 && !isAll)
        return head.size() > JsonOutline::maxBytes ? std::optional(DocumentForm::Json) : std::nullopt;
    const QByteArrayView line = head.sliced(begin, (feed < 0 ? head.size() : feed) - begin);
    const auto outline = JsonOutline::read(line);
    if (!outline) {
        // "[10:31] Agent: hello" and "\"Yes\", she said" are no JSON.
        const bool isCut = outline.error().code == QLatin1String("document_cut");
        return isCut || first == '{' ? DocumentForm::Json : DocumentForm::Text;
    }
    if (feed < 0)
        return DocumentForm::Json;
    const QByteArrayView rest = head.sliced(feed).trimmed();
    if (!rest.isEmpty())
        return DocumentForm::JsonLines;
    return isAll ? std::optional(DocumentForm::Json) : std::nullopt;
}

} // namespace muster
