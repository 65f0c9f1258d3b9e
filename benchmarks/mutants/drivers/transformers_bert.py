import torch
from transformers import BertConfig

from modeling_bert_copy import BertForSequenceClassification

config = BertConfig(
    vocab_size=100,
    hidden_size=24,
    num_hidden_layers=2,
    num_attention_heads=2,
    intermediate_size=48,
    max_position_embeddings=32,
    num_labels=3,
)
net = BertForSequenceClassification(config)
words = torch.randint(0, 100, (2, 16))
output = net(input_ids=words, attention_mask=torch.ones(2, 16), labels=torch.randint(0, 3, (2,)))
output.loss.backward()
print(output.loss.item(), output.logits.shape)
